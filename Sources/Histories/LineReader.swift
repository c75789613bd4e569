/// Reads a text file in pieces that end with a line, into one buffer that is used again.
///
/// Shape: the buffer grows where a line is longer than it.
struct LineReader: ~Copyable {
  private static let piece = 256 << 10

  private let file: HistoryFile
  private var buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// What of the buffer has been handed out.
  private var used = 0

  /// A reader that stands at the start of the file.
  init(_ file: HistoryFile) {
    self.file = file
    buffer = .allocate(byteCount: Self.piece, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The first bytes of the file, at most `count`, which `next` will still hand out.
  mutating func start(_ count: Int) throws(HistoryError) -> [UInt8] {
    while filled < count, try fill() {}
    return Array(buffer[..<min(count, filled)])
  }

  /// The next whole lines, or at the end of the file what is left; they are gone at the next call.
  mutating func next() throws(HistoryError) -> UnsafeBufferPointer<UInt8>? {
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[used..<filled]))
    filled -= used
    used = 0
    while true {
      let isFull = filled == buffer.count
      let isMore = isFull ? true : try fill()
      if let end = buffer[..<filled].lastIndex(of: 10) { return handOut(end + 1) }
      if isFull { grow() } else if !isMore { return filled > 0 ? handOut(filled) : nil }
    }
  }

  private mutating func handOut(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    used = count
    return UnsafeRawBufferPointer(rebasing: buffer[..<count]).bindMemory(to: UInt8.self)
  }

  /// Reads on into the rest of the buffer; false at the end of the file.
  private mutating func fill() throws(HistoryError) -> Bool {
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = try file.read(into: room)
    filled += count
    return count > 0
  }

  private mutating func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buffer.count * 2, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    buffer.deallocate()
    buffer = larger
  }
}
