/// Where an Alertmanager is asked for what its webhook left out; white gives it, nobody else.
///
/// Shape: `http://10.20.0.9:9093/prefix`; a dotted address, so that no name is looked up.
/// Limits: plain HTTP without a password; for others a tunnel, as for the webhook itself.
package struct AlertmanagerAddress: Sendable, Equatable, Codable {
  /// Such as `10.20.0.9`.
  package var address: String
  /// Such as 9093.
  package var port: Int
  /// What stands before `/api/v2`; empty or with a slash in front.
  package var prefix: String

  /// Reads what white wrote.
  ///
  /// Errors: `invalid` for anything that is no such address.
  package init(_ text: String) throws(Refusal) {
    let hint = "such as http://127.0.0.1:9093; reach others through a tunnel"
    let scheme = "http://"
    guard text.hasPrefix(scheme) else {
      throw Refusal(.invalid, "the address of an Alertmanager begins with http://", hint: hint)
    }
    let rest = text.dropFirst(scheme.count)
    let place = rest.prefix { $0 != "/" }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    let host = parts.first.map(String.init) ?? ""
    let address = host == "localhost" ? "127.0.0.1" : host
    let numbers = address.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, numbers.count == 4, numbers.allSatisfy(Self.isByte) else {
      throw Refusal(.invalid, "the Alertmanager's address is four numbers with dots", hint: hint)
    }
    guard let port = parts.count == 2 ? UInt16(parts[1]) : 9093, port > 0 else {
      throw Refusal(.invalid, "the Alertmanager's port is a number", hint: hint)
    }
    var path = rest.dropFirst(place.count)
    while path.last == "/" { path = path.dropLast() }
    guard path.utf8.allSatisfy(Self.isOfPath), !path.contains("..") else {
      throw Refusal(.invalid, "letters, digits and / . _ - make up a path", hint: hint)
    }
    self.address = address
    self.port = Int(port)
    prefix = String(path)
  }

  /// As people read it.
  package var text: String { "http://\(address):\(port)\(prefix)" }

  private static func isByte(_ text: Substring) -> Bool {
    UInt8(text) != nil && text.allSatisfy(\.isNumber)
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
