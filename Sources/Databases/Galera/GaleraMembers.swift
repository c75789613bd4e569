import Vocabulary

/// Makes members of a cluster's status of what each of them says of its group.
///
/// Shape: pure; a member's identifier is its address and port, its term its component's number.
enum GaleraMembers {
  /// One member and its answer; nil is silence.
  struct Seen: Sendable, Equatable {
    var host: HostName
    var address: String
    var sight: GaleraSight?
  }

  /// The members; the leader is the first of the component that a member is in.
  ///
  /// Who is in no primary component, or is copied, knows no leader. Of several primary components
  /// all but the largest know none by right, although each of their members says that all is well:
  /// only who asks them all can tell. Of two that are as large, the one with the first host leads.
  static func members(_ seen: [Seen]) -> [ClusterStatus.Member] {
    let largest = largest(of: seen)
    return seen.map { one in
      let isRight = one.sight.map { serves($0) && $0.component == largest } ?? false
      return ClusterStatus.Member(
        host: one.host, answers: one.sight != nil, id: one.address,
        leader: isRight ? largest.first : nil, term: one.sight?.configuration, fsyncs: nil)
    }
  }

  private static func serves(_ sight: GaleraSight) -> Bool { sight.isPrimary && sight.isSynced }

  /// The component that most of those that serve are in.
  private static func largest(of seen: [Seen]) -> [String] {
    var best: (component: [String], count: Int) = ([], 0)
    let serving = seen.compactMap(\.sight).filter(serves)
    for sight in serving {
      let count = serving.count { $0.component == sight.component }
      if count > best.count { best = (sight.component, count) }
    }
    return best.component
  }
}
