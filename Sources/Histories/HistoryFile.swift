import Foundation

/// A file on disk, read and appended to in pieces.
///
/// The one file that needs `Foundation`: `FileHandle` is not in `FoundationEssentials`, and nothing
/// there appends to a file or reads a part of one.
struct HistoryFile: Sendable {
  let path: String
  private let handle: FileHandle

  init(creating path: String) throws(HistoryError) {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw .file(path: path, action: "create", reason: Self.reason(path))
    }
    self.handle = handle
  }

  init(reading path: String) throws(HistoryError) {
    self.path = path
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .file(path: path, action: "open", reason: Self.reason(path))
    }
    self.handle = handle
  }

  func append(_ bytes: [UInt8]) throws(HistoryError) {
    try attempt("write") { try handle.write(contentsOf: Data(bytes)) }
  }

  /// The next bytes, at most `count`; empty at the end of the file.
  func read(upTo count: Int) throws(HistoryError) -> Data {
    try attempt("read") { try handle.read(upToCount: count) ?? Data() }
  }

  /// Fills the buffer from where reading stands; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(HistoryError) -> Int {
    while true {
      let count = Foundation.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw .file(path: path, action: "read", reason: String(cString: strerror(errno)))
      }
    }
  }

  /// How many bytes it has; 0 where it is no file but a pipe. Reading then stands at its start.
  var size: Int {
    guard let end = try? handle.seekToEnd() else { return 0 }
    try? handle.seek(toOffset: 0)
    return Int(end)
  }

  func seek(to offset: Int) throws(HistoryError) {
    try attempt("read") { try handle.seek(toOffset: UInt64(offset)) }
  }

  /// Asks the kernel to put it on the disk, then closes it.
  func close() throws(HistoryError) {
    try attempt("close") {
      try handle.synchronize()
      try handle.close()
    }
  }

  private func attempt<Value>(
    _ action: String, _ body: () throws -> Value
  ) throws(HistoryError) -> Value {
    do {
      return try body()
    } catch {
      throw .file(path: path, action: action, reason: error.localizedDescription)
    }
  }

  private static func reason(_ path: String) -> String {
    if FileManager.default.fileExists(atPath: path) { return "permission denied or a folder" }
    return "no such file or folder"
  }
}

/// Memory in pages of 2 MiB, which are faulted in 512 times as seldom as small ones.
///
/// It stands here because the kernel's calls are those of `Foundation` too.
package enum LargePages {
  /// Asks for them under memory that is about to be filled; a kernel without them does nothing.
  package static func use(_ memory: UnsafeMutableRawBufferPointer) {
    let page = UInt(2 << 20)
    guard let base = memory.baseAddress, memory.count >= Int(page) else { return }
    let start = (UInt(bitPattern: base) + 4_095) / 4_096 * 4_096
    let end = UInt(bitPattern: base) + UInt(memory.count)
    guard start < end else { return }
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
  }

  /// The same under the room of an array.
  package static func use<Element>(under array: inout [Element]) {
    let count = array.capacity * MemoryLayout<Element>.stride
    array.withUnsafeMutableBytes { bytes in
      use(UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: count))
    }
  }
}
