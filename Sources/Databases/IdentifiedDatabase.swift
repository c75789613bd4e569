package import Vocabulary

/// A database whose members say which cluster they belong to, so that no other one is attacked.
package protocol IdentifiedDatabase: Database {
  /// The question with the answer that the written identity means; nil where it is none.
  func identity(_ written: String, port: Int) -> IdentityQuestion?

  /// How to ask a member whether it serves.
  func readiness(port: Int) -> ServiceCommand.Readiness
}

extension EtcdDatabase: IdentifiedDatabase {
  /// Logs have the cluster's id in up to 16 hexadecimal digits, etcdctl in more decimal ones.
  package func identity(_ written: String, port: Int) -> IdentityQuestion? {
    guard let id = UInt64(written, radix: written.utf8.count > 16 ? 10 : 16) else { return nil }
    return IdentityQuestion(
      port: port,
      question: "POST /v3/maintenance/status HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
      before: "\"cluster_id\":\"", expected: "\(id)")
  }

  /// The same question that a range asks.
  package func readiness(port: Int) -> ServiceCommand.Readiness {
    ServiceCommand.Readiness(
      port: port, question: "GET /health HTTP/1.0\r\n\r\n", answer: "\"health\":\"true\"")
  }
}
