import Foundation

/// A protocol that databases conform to, as its source has it.
struct DatabaseProtocol: Equatable {
  var name: String
  /// `service(on:in:)`, `kind`, in the order of the source.
  var requirements: [String]

  /// Those of `Sources/Databases`, but not of one database alone.
  static func all() throws -> [DatabaseProtocol] {
    let root = Tutorial.repository + "/Sources/Databases"
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Etcd/") }.sorted()
      .flatMap { try read(String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)) }
  }

  /// Those that a Swift text declares.
  static func read(_ text: String) -> [DatabaseProtocol] {
    text.components(separatedBy: "package protocol ").dropFirst().map { part in
      let name = String(part.prefix { $0.isLetter })
      let body = part.components(separatedBy: "\n}").first ?? ""
      let code = body.split(separator: "\n")
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
      let words = code.components(separatedBy: "\n  func ").dropFirst().map(function)
      let variables = code.components(separatedBy: "\n  var ").dropFirst().map { part in
        String(part.prefix { $0.isLetter })
      }
      return DatabaseProtocol(name: name, requirements: variables + words)
    }
  }

  /// `watch(_:every:now:report:)` of a declaration that begins with the function's name.
  private static func function(_ declaration: String) -> String {
    let name = String(declaration.prefix { $0 != "(" })
    var labels: [String] = []
    var depth = 0
    var label = ""
    for letter in declaration.dropFirst(name.count) {
      if letter == "(" || letter == "[" { depth += 1 }
      if letter == ")" || letter == "]" { depth -= 1 }
      if depth == 0 { break }
      if depth == 1, letter == ":" {
        labels.append(String(label.split(whereSeparator: \.isWhitespace).first ?? "_"))
        label = ":"
      } else if depth == 1, letter == "," || letter == "(" {
        label = ""
      } else if !label.hasPrefix(":") {
        label.append(letter)
      }
    }
    return name + "(" + labels.map { $0 + ":" }.joined() + ")"
  }
}
