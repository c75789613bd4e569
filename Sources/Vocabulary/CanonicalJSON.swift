package import FoundationEssentials

/// The one way JSON is written and read: sorted keys, snake case; same value, same bytes.
package enum CanonicalJSON {
  /// One line without spaces, for JSON lines and for hashing.
  package static func line(_ value: some Encodable) throws -> String {
    String(decoding: try encoder(pretty: false).encode(value), as: UTF8.self)
  }

  /// An indented document that ends in a newline, for files that people open.
  package static func document(_ value: some Encodable) throws -> String {
    String(decoding: try encoder(pretty: true).encode(value), as: UTF8.self) + "\n"
  }

  /// Reads what `line` or `document` wrote; unknown keys are ignored.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from text: String
  ) throws -> Value {
    try decode(type, from: Data(text.utf8))
  }

  /// Reads what `line` or `document` wrote; unknown keys are ignored.
  package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value
  {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }

  private static func encoder(pretty: Bool) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return encoder
  }
}
