/// What every member holds and knows once the load has ended: the fields of `replicas.compared`.
package struct ReplicaComparison: Sendable, Equatable, Codable {
  /// The revision at which all data was hashed; nil where no member told one.
  package var revision: Int64?
  /// Each member as it answered, ascending by host.
  package var members: [Member]

  /// One member as it answered; what it did not tell is nil.
  package struct Member: Sendable, Equatable, Codable {
    /// Where it runs.
    package var host: HostName
    /// Whether it says of itself that it is healthy: it has a leader and can commit.
    package var healthy = false
    /// The database's own identifier of its cluster.
    package var cluster: String?
    /// The newest revision that it holds.
    package var revision: Int64?
    /// The revision up to which it has thrown old data away; hashes depend on it.
    package var compacted: Int64?
    /// The hash of all that it holds at the common revision.
    package var hash: String?
    /// The members as this one knows them, ascending.
    package var members: [String]?
    /// Why something is nil, verbatim where the member said it.
    package var trouble: String?

    /// A member that has told nothing yet.
    package init(host: HostName) { self.host = host }
  }

  /// A comparison.
  package init(revision: Int64?, members: [Member]) {
    self.revision = revision
    self.members = members
  }

  /// The fields as an event carries them.
  package var fields: [String: JSONValue] {
    let line = try? CanonicalJSON.line(self)
    let value = line.flatMap { try? CanonicalJSON.decode(JSONValue.self, from: $0) }
    guard case .object(let fields) = value else { return [:] }
    return fields
  }

  /// Reads the fields of an event; nil where they are no comparison.
  package init?(fields: [String: JSONValue]) {
    guard let line = try? CanonicalJSON.line(JSONValue.object(fields)),
      let read = try? CanonicalJSON.decode(Self.self, from: line)
    else { return nil }
    self = read
  }
}
