/// A member as the member list has it.
package struct EtcdMember: Sendable, Hashable {
  /// Its identifier.
  package var id: UInt64
  /// Its name; empty until it has joined.
  package var name: String
  /// Whether it is a learner, which has no vote.
  package var isLearner: Bool
}

extension EtcdMember {
  /// Reads one entry of the member list.
  init(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var member = EtcdMember(id: 0, name: "", isLearner: false)
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "ID" {
        member.id = try scanner.unsigned()
      } else if name == "name" {
        member.name = try scanner.text()
      } else if name == "isLearner" {
        member.isLearner = try scanner.flag()
      } else {
        return false
      }
      return true
    }
    self = member
  }
}
