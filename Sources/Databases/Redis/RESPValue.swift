import NIOCore

/// A reply of Redis or of a Sentinel, in version 2 of its protocol.
///
/// Limits: bulk strings are read as text; what is no UTF-8 is replaced, as our values are digits.
/// Source: redis.io, "Redis serialization protocol specification".
enum RESPValue: Sendable, Hashable {
  /// `+OK`.
  case simple(String)
  /// `-READONLY You can't write against a read only replica.`
  case error(String)
  /// `:1`.
  case integer(Int64)
  /// `$3`, or nil for `$-1`: there is nothing.
  case bulk(String?)
  /// `*2`, or nil for `*-1`.
  case array([RESPValue]?)

  /// The text of a simple or bulk string; nil for everything else.
  var text: String? {
    switch self {
    case .simple(let text): text
    case .bulk(let text): text
    case .error, .integer, .array: nil
    }
  }

  /// The elements of an array; nil for everything else.
  var elements: [RESPValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// An array of names and values as a table; nil where it is none.
  var table: [String: String]? {
    guard let elements, elements.count.isMultiple(of: 2) else { return nil }
    var table: [String: String] = [:]
    for place in stride(from: 0, to: elements.count, by: 2) {
      guard let name = elements[place].text, let value = elements[place + 1].text else {
        return nil
      }
      table[name] = value
    }
    return table
  }
}

/// Commands as bytes: each an array of bulk strings, so that no value is taken for a word.
enum RESPCommand {
  /// Commands one after the other, to be sent at once.
  static func bytes(_ commands: [[String]]) -> ByteBuffer {
    var buffer = ByteBuffer()
    // A write of a register fits, so the buffer does not grow byte by byte.
    buffer.reserveCapacity(128)
    for words in commands {
      write("*", words.count, to: &buffer)
      for word in words {
        write("$", word.utf8.count, to: &buffer)
        buffer.writeString(word)
        buffer.writeStaticString("\r\n")
      }
    }
    return buffer
  }

  /// A line of a number; one text made of the parts would be memory of its own.
  private static func write(_ kind: StaticString, _ count: Int, to buffer: inout ByteBuffer) {
    buffer.writeStaticString(kind)
    buffer.writeString(String(count))
    buffer.writeStaticString("\r\n")
  }
}
