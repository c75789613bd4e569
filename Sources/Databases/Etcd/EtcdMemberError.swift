/// A question about a member that got no usable answer.
package struct EtcdMemberError: Error, Sendable, CustomStringConvertible {
  /// The member that was asked.
  package var endpoint: MemberEndpoint
  /// What was asked, as a path.
  package var request: String
  /// What came instead, verbatim where the member said it.
  package var message: String

  /// One line for people.
  package var description: String {
    "\(endpoint.name) (\(endpoint.address):\(endpoint.port)) did not answer \(request): \(message)"
      + "; look whether etcd runs there and listens for clients"
  }
}
