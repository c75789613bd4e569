import NIOCore

/// Takes whole replies off a stream of bytes that is torn anywhere.
///
/// Shape:  arrays that are not yet whole are kept, so that no byte is read twice but those of the
///         piece that was torn.
/// Limits: lines of 64 KiB, strings of 64 MiB, arrays of a million elements, 16 arrays in another.
/// Errors: `Malformed`; after it the stream cannot be trusted any more.
struct RESPParser {
  /// The bytes are no reply of Redis.
  struct Malformed: Error, Sendable, Equatable { var message: String }

  private static let longestLine = 64 << 10
  private static let longestString = 64 << 20
  private static let mostElements = 1 << 20
  private static let deepest = 16

  private struct Frame {
    var left: Int
    var elements: [RESPValue] = []
  }

  private enum Piece {
    case value(RESPValue)
    case array(count: Int)
  }

  private var frames: [Frame] = []

  /// The next whole reply, taken off the buffer; nil where bytes of it are missing.
  mutating func next(_ buffer: inout ByteBuffer) throws(Malformed) -> RESPValue? {
    while let piece = try Self.piece(&buffer) {
      switch piece {
      case .array(let count) where count > 0:
        guard frames.count < Self.deepest else {
          throw Malformed(message: "arrays lie more than \(Self.deepest) deep")
        }
        frames.append(Frame(left: count))
      case .array: if let whole = close(.array([])) { return whole }
      case .value(let value): if let whole = close(value) { return whole }
      }
    }
    return nil
  }

  /// Puts a value where it belongs; the outermost one that is whole now, if any.
  private mutating func close(_ value: RESPValue) -> RESPValue? {
    var value = value
    while let last = frames.indices.last {
      frames[last].elements.append(value)
      frames[last].left -= 1
      guard frames[last].left == 0 else { return nil }
      value = .array(frames.removeLast().elements)
    }
    return value
  }

  private static func piece(_ buffer: inout ByteBuffer) throws(Malformed) -> Piece? {
    guard let (kind, line, size) = try firstLine(buffer) else { return nil }
    switch kind {
    case UInt8(ascii: "+"):
      buffer.moveReaderIndex(forwardBy: size)
      return .value(.simple(line))
    case UInt8(ascii: "-"):
      buffer.moveReaderIndex(forwardBy: size)
      return .value(.error(line))
    case UInt8(ascii: ":"):
      guard let number = Int64(line) else { throw malformed("`\(line)` is no whole number") }
      buffer.moveReaderIndex(forwardBy: size)
      return .value(.integer(number))
    case UInt8(ascii: "$"):
      let count = try length(line, most: longestString)
      if count < 0 {
        buffer.moveReaderIndex(forwardBy: size)
        return .value(.bulk(nil))
      }
      return try string(of: count, after: size, &buffer).map { .value(.bulk($0)) }
    case UInt8(ascii: "*"):
      let count = try length(line, most: mostElements)
      buffer.moveReaderIndex(forwardBy: size)
      return count < 0 ? .value(.array(nil)) : .array(count: count)
    default:
      throw malformed("a reply begins with byte \(kind)")
    }
  }

  /// The first line without its kind and its end, and how long it is with both.
  private static func firstLine(
    _ buffer: ByteBuffer
  ) throws(Malformed) -> (kind: UInt8, text: String, size: Int)? {
    let bytes = buffer.readableBytesView.prefix(longestLine)
    guard let kind = bytes.first else { return nil }
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      guard bytes.count < longestLine else { throw malformed("a line does not end") }
      return nil
    }
    let body = bytes[bytes.startIndex..<end]
    guard body.count >= 2, body.last == UInt8(ascii: "\r") else {
      throw malformed("a line does not end in a carriage return")
    }
    return (kind, String(decoding: body.dropFirst().dropLast(), as: UTF8.self), body.count + 1)
  }

  private static func length(_ line: String, most: Int) throws(Malformed) -> Int {
    guard let count = Int(line), count >= -1, count <= most else {
      throw malformed("`\(line)` is no length")
    }
    return count
  }

  private static func string(
    of count: Int, after header: Int, _ buffer: inout ByteBuffer
  ) throws(Malformed) -> String? {
    guard buffer.readableBytes >= header + count + 2 else { return nil }
    let start = buffer.readerIndex + header
    guard buffer.getBytes(at: start + count, length: 2) == Array("\r\n".utf8),
      let bytes = buffer.getBytes(at: start, length: count)
    else { throw malformed("a string is longer than it says") }
    buffer.moveReaderIndex(forwardBy: header + count + 2)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func malformed(_ message: String) -> Malformed { Malformed(message: message) }
}
