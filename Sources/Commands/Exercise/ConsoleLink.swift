import Exercises

/// A link of the console, taken apart: `http://127.0.0.1:8080/join/brisk-heron-42/<invitation>`.
struct ConsoleLink: Equatable {
  var address: String
  var port: Int
  /// `join` or `x`.
  var door: String
  var code: String
  /// The invitation of the path, or the session after `#`.
  var secret: String

  /// Reads an invitation, or a session as `$CYGNET_SESSION` holds it.
  ///
  /// Limits: only this machine; over a network the secret would be readable on the way.
  init(_ text: String) throws(UsageError) {
    let hint = "copy the whole link, http://127.0.0.1:<port>/join/<code>/<invitation>"
    let scheme = "http://"
    guard text.hasPrefix(scheme) else {
      throw UsageError("this is no link of a console", hint: hint)
    }
    let parts = text.dropFirst(scheme.count).split(
      whereSeparator: { "/#".contains($0) }
    ).map(String.init)
    guard parts.count == 4, ["join", "x"].contains(parts[1]), ExerciseCode.isCode(parts[2]),
      parts[3].utf8.allSatisfy(Self.isOfToken)
    else { throw UsageError("this is no link of a console", hint: hint) }
    let place = parts[0].split(separator: ":", omittingEmptySubsequences: false)
    let host = place[0] == "localhost" ? "127.0.0.1" : String(place[0])
    guard host.hasPrefix("127."), host.split(separator: ".").compactMap({ UInt8($0) }).count == 4
    else {
      throw UsageError(
        "\(parts[0]) is not this machine",
        hint: "the console is reached over loopback; forward its port with ssh -L")
    }
    guard place.count <= 2, let port = place.count == 2 ? UInt16(place[1]) : 80 else {
      throw UsageError("\(parts[0]) has no port", hint: hint)
    }
    (address, self.port) = (host, Int(port))
    (door, code, secret) = (parts[1], parts[2], parts[3])
  }

  static func isOfToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
