/// Reads the blocks of a file one after another into one buffer that is used again.
///
/// Shape: a large block is read by itself, small ones many at a time; memory is that of the largest
/// block, and bytes are copied out of the system's cache once.
struct BlockReader: ~Copyable {
  private static let piece = 64 << 10

  private let file: HistoryFile
  private var buffer: UnsafeMutableRawBufferPointer
  private var place = 0
  private var filled = 0
  /// Bytes read so far.
  private var size = 0
  /// Where the next block begins in the file.
  private var offset = 0

  init(_ file: HistoryFile) {
    self.file = file
    buffer = .allocate(byteCount: Self.piece, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// Hands every whole block and its offset in the file to `body`, up to the first that is short
  /// or damaged; how many bytes stand after the last whole one.
  mutating func blocks(
    _ body: (UnsafeRawBufferPointer, Int) throws(HistoryError) -> Void
  ) throws(HistoryError) -> Int {
    while try !BlockScanner.checkHeader(rest, path: file.path) {
      if try !fill(HistoryBlock.headerSize) { return size }
    }
    pass(HistoryBlock.headerSize)
    while true {
      switch BlockScanner.first(of: rest) {
      case .whole(let length):
        try body(UnsafeRawBufferPointer(rebasing: rest[..<length]), offset)
        pass(length)
      case .short(let length): if try !fill(length) { return size - offset }
      case .damaged:
        repeat { pass(filled - place, isWhole: false) } while try fill(1)
        return size - offset
      }
    }
  }

  private var rest: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: buffer[place..<filled])
  }

  private mutating func pass(_ count: Int, isWhole: Bool = true) {
    place += count
    if isWhole { offset += count }
  }

  /// Reads on until the buffer may hold `wanted` bytes and the next block's header; false at the
  /// end of the file.
  private mutating func fill(_ wanted: Int) throws(HistoryError) -> Bool {
    let left = filled - place
    let room = max(wanted + HistoryBlock.headerSize, Self.piece)
    if room > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
      larger.copyMemory(from: rest)
      buffer.deallocate()
      buffer = larger
    } else if place > 0 {
      buffer.copyMemory(from: rest)
    }
    (place, filled) = (0, left)
    let count = try file.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[left..<room]))
    filled += count
    size += count
    return count > 0
  }
}
