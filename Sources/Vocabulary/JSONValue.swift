/// Any JSON value, for the fields of a record whose reader may not know its kind.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The text, where this is a string.
  package var text: String? { if case .string(let value) = self { value } else { nil } }

  /// The whole number, where this is one.
  package var whole: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value) where value == value.rounded() && abs(value) < 9e15: Int64(value)
    default: nil
    }
  }

  /// The number, whole or not.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The truth value, where this is one.
  package var flag: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements, where this is an array.
  package var elements: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The member of that name, where this is an object that has it.
  package subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Wraps a string literal.
  package init(stringLiteral value: String) { self = .string(value) }
  /// Wraps a whole literal.
  package init(integerLiteral value: Int64) { self = .integer(value) }
  /// Wraps a truth literal.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Wraps a fractional literal.
  package init(floatLiteral value: Double) { self = .number(value) }
  /// Wraps an array literal.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Wraps an object literal; the last of two equal keys stands.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension JSONValue: Codable {
  /// Reads whatever stands there; whole numbers stay whole.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the plain JSON value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}
