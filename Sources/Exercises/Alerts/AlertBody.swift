import FoundationEssentials
import Vocabulary

/// A place in a sender's JSON, read with refusals that name the place.
///
/// Shape: unknown members are passed over; a member of the wrong type is refused, a missing one is
/// nil.
/// Limits: a body of 1 MiB, 32 levels deep.
struct AlertBody {
  static let mostBytes = 1 << 20
  static let deepest = 32

  /// The format's name, for refusals.
  let format: String
  /// `alerts[3].labels`; empty at the top.
  let path: String
  let value: JSONValue

  private init(format: String, path: String, value: JSONValue) {
    self.format = format
    self.path = path
    self.value = value
  }

  /// The top of a body; bytes that are no JSON object or list are refused.
  init(_ bytes: [UInt8], format: String) throws(Refusal) {
    guard bytes.count <= Self.mostBytes else {
      throw Refusal(
        .invalid, "\(format): the body has \(bytes.count) bytes, at most \(Self.mostBytes) are read"
      )
    }
    if let place = Self.tooDeep(bytes) {
      throw Refusal(
        .invalid, "\(format): at byte \(place) the JSON is deeper than \(Self.deepest) levels")
    }
    let value: JSONValue
    do {
      value = try CanonicalJSON.decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw Refusal(
        .invalid, "\(format): the body is no JSON", hint: "send the sender's own format unchanged")
    }
    switch value {
    case .object, .array: self.init(format: format, path: "", value: value)
    default: throw Refusal(.invalid, "\(format): the body is no JSON object")
    }
  }

  /// The member of that name; nil where there is none, or null.
  func member(_ name: String) -> AlertBody? {
    guard let found = value[name], found != .null else { return nil }
    return AlertBody(
      format: format, path: path.isEmpty ? name : "\(path).\(name)", value: found)
  }

  /// The member of that name, which the format demands.
  func required(_ name: String) throws(Refusal) -> AlertBody {
    guard let found = member(name) else { throw wrong("has no `\(name)`") }
    return found
  }

  /// A text member.
  func text(_ name: String) throws(Refusal) -> String? {
    guard let found = member(name) else { return nil }
    guard let text = found.value.text else { throw found.wrong("is no text") }
    return text
  }

  /// The first of several text members that is there.
  func text(anyOf names: String...) throws(Refusal) -> String? {
    for name in names {
      if let found = try text(name) { return found }
    }
    return nil
  }

  /// A text member that the format demands, and that says something.
  func requiredText(_ name: String) throws(Refusal) -> String {
    guard let text = try text(name), !text.isEmpty else { throw wrong("has no `\(name)`") }
    return text
  }

  /// An object member.
  func object(_ name: String) throws(Refusal) -> AlertBody? {
    guard let found = member(name) else { return nil }
    guard case .object = found.value else { throw found.wrong("is no object") }
    return found
  }

  /// The elements of a list member; none where it is missing.
  func list(_ name: String) throws(Refusal) -> [AlertBody] {
    guard let found = member(name) else { return [] }
    guard found.value.elements != nil else { throw found.wrong("is no list") }
    return found.items
  }

  /// The elements, where this is a list.
  var items: [AlertBody] {
    (value.elements ?? []).enumerated().map { index, element in
      AlertBody(format: format, path: "\(path)[\(index)]", value: element)
    }
  }

  /// A time member, since 1970; nil for the zero time and for what lies before 1970 or after 2200.
  func time(_ name: String) throws(Refusal) -> Nanoseconds? {
    guard let text = try text(name) else { return nil }
    if text.hasPrefix("0001-01-01T00:00:00") { return nil }
    guard let time = WallTime.nanoseconds(text) else {
      throw Refusal(.invalid, "\(format): \(place(name)) is no RFC 3339 time")
    }
    return Self.isSensible(time) ? time : nil
  }

  /// Whether sums and differences with it stay within 64 bits.
  static func isSensible(_ time: Nanoseconds) -> Bool {
    (0..<7_258_118_400_000_000_000).contains(time.rawValue)
  }

  /// A refusal of this place.
  func wrong(_ what: String) -> Refusal {
    Refusal(.invalid, "\(format): \(path.isEmpty ? "the body" : path) \(what)")
  }

  private func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// The first byte that opens too deep a level; nil where none does. Texts are skipped.
  static func tooDeep(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    var isText = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > deepest { return index }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return nil
  }
}
