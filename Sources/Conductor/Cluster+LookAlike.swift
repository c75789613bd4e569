import Databases
import Ranges
import Vocabulary

extension Cluster {
  /// Fills the second cluster, which no load ever touches, with keys that look familiar.
  static func fill(
    _ lookAlike: ClusterLayout?, of database: any Database, on connection: RangeConnection
  ) async throws {
    guard let lookAlike, let host = lookAlike.members.first,
      let database = database as? any LookAlikeDatabase
    else { return }
    let command = database.filling(
      of: host, keys: (0..<20).map { "k\($0)" }, in: lookAlike)
    let answer = try await connection.ask(
      .run(host: host, arguments: command, limitNs: .seconds(10)))
    guard case .ran(0, _, _, _, _) = answer else {
      throw RangeError(
        "the look-alike did not take its own data: \(answer)",
        hint: "see hosts/\(host)/database.log of the run folder")
    }
  }

  /// Which cluster the hosts of the exercise and those beside them belong to, as they say it.
  func identities() async -> ClusterIdentities {
    ClusterIdentities(
      own: await identity(in: layout),
      lookAlike: lookAlike == nil ? nil : await identity(in: lookAlike))
  }

  private func identity(in layout: ClusterLayout?) async -> String? {
    guard let database = database as? any ReadableDatabase else { return nil }
    for host in layout?.members ?? [] {
      let question = database.clusterQuestion(address: layout?.addresses[host] ?? "")
      let answer = try? await connection.ask(
        .run(host: host, arguments: question.arguments, limitNs: .seconds(5)))
      if case .ran(0, let output, _, _, _) = answer, let id = question.answer(output) { return id }
    }
    return nil
  }
}

/// The clusters that a command may reach, by the identifiers that they give themselves.
struct ClusterIdentities: Sendable, Equatable {
  /// The cluster of the exercise; nil where none of its members told.
  var own: String?
  /// The second one; nil where there is none.
  var lookAlike: String?
}
