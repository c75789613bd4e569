import NIOHTTP1

/// A request that has arrived whole.
struct WebRequest: Sendable {
  /// `GET` or `POST`.
  var method: String
  /// The path's parts; only letters, digits and `-._~`, so that no part can climb or hide.
  var path: [String]
  var query: [String: String]
  var headers: HTTPHeaders
  var body: [UInt8]
  /// The sender's address.
  var peer: String

  /// The first header of that name.
  func header(_ name: String) -> String? { headers.first(name: name) }

  /// Whether the asker is a program.
  var wantsJSON: Bool {
    if let accept = header("accept"), accept.contains("application/json") { return true }
    return header("authorization") != nil || isJSON
  }

  /// Whether the body says that it is JSON.
  var isJSON: Bool { header("content-type")?.hasPrefix("application/json") ?? false }
}

extension WebRequest {
  /// Reads the target of a request line; nil where it is none that this server could have named.
  static func parts(ofTarget target: String) -> (path: [String], query: [String: String])? {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = halves.first, path.first == "/" else { return nil }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    // A trailing slash is an empty last part; any other empty part is nobody's.
    guard parts.dropLast().allSatisfy({ !$0.isEmpty }), parts.allSatisfy(isPlain) else {
      return nil
    }
    let query = halves.count > 1 ? Form.fields(String(halves[1])) : []
    return (
      parts.map(String.init), Dictionary(query.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
    )
  }

  private static func isPlain(_ part: Substring) -> Bool {
    part != "." && part != ".." && part.utf8.count <= 200
      && part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: "~"):
          true
        default: false
        }
      }
  }
}
