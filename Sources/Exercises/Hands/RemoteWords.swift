/// The words of an `ssh` command.
enum RemoteWords {
  /// Options of OpenSSH that take a value.
  private static let valued = "BbcDEeFIiJLlmOopQRSWw"

  /// The host and the command there, which is empty for a shell; nil where no host is named.
  static func split(_ words: [String]) -> (host: String, command: [String])? {
    var rest = words[...]
    while let first = rest.first, first.hasPrefix("-") {
      rest.removeFirst()
      if first.count == 2, let letter = first.last, valued.contains(letter) {
        rest = rest.dropFirst()
      }
    }
    guard let host = rest.popFirst() else { return nil }
    return (host, Array(rest))
  }
}
