import Vocabulary

/// Asks a member over TCP which cluster it belongs to.
enum IdentityProbe {
  /// The identity that the first address gives which answers.
  static func read(
    _ question: IdentityQuestion, addresses: [String]
  ) throws(RangeError) -> String {
    for address in addresses {
      let answer = ReadinessProbe.exchange(
        address: address, port: question.port, question: question.question
      ) { value(in: $0, after: question.before) != nil }
      if let answer, let value = value(in: answer, after: question.before) { return value }
    }
    throw RangeError(
      "the database at \(addresses.joined(separator: " and ")), port \(question.port), does not say "
        + "which cluster it belongs to",
      hint: "is it up, and is this its client port? Members behind TLS cannot be asked yet")
  }

  private static func value(in answer: String, after text: String) -> String? {
    guard let start = answer.firstRange(of: text) else { return nil }
    let rest = answer[start.upperBound...]
    guard let end = rest.firstIndex(of: "\"") else { return nil }
    let value = String(rest[..<end])
    return value.isEmpty || value.count > 64 ? nil : value
  }
}
