import CLinux
import Glibc
import Vocabulary

/// An open file below the pass-through disk, with the rules between it and its caller.
struct BackingFile {
  let descriptor: Int32
  private var gate: DiskGate { servedDisk.gate }

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  private var path: String { servedDisk.path(of: descriptor) }

  private var size: Int64 {
    var status = stat()
    return fstat(descriptor, &status) < 0 ? 0 : Int64(status.st_size)
  }

  private func result(_ value: Int32) -> Int32 { value < 0 ? -errno : 0 }

  /// The number of bytes, or −errno.
  func read(_ buffer: UnsafeMutableRawBufferPointer, _ offset: off_t) -> Int32 {
    if gate.isArmed {
      let error = gate.admit(.read, path, DiskCaller())
      if error != 0 { return -error }
    }
    let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
    if count < 0 { return -errno }
    if gate.isRotting {
      gate.rot(
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), of: path, at: Int64(offset))
    }
    return Int32(count)
  }

  /// The number of bytes, or −errno.
  func write(_ bytes: UnsafeRawBufferPointer, _ offset: off_t) -> Int32 {
    let put = { () -> Int32 in
      let count = pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
      return count < 0 ? -errno : Int32(count)
    }
    guard gate.isArmed else { return put() }
    let path = path
    let error = gate.admit(.write, path, DiskCaller())
    if error != 0 { return -error }
    let end = Int64(offset) + Int64(bytes.count)
    let full = gate.grow(path, by: max(0, end - size))
    if full != 0 { return -full }
    guard gate.isLogging else { return put() }
    return servedDisk.unsynced.change(
      descriptor, path, gate.rules, range: Int64(offset)..<end, bytes: bytes, put)
  }

  /// A sync, delayed, refused, held or only pretended as the rules want.
  func synchronize(dataOnly: Bool) -> Int32 {
    let start = MonotonicClock.now()
    defer { gate.noteFsync(MonotonicClock.now() - start) }
    let sync = { result(dataOnly ? fdatasync(descriptor) : fsync(descriptor)) }
    guard gate.isArmed else { return sync() }
    let path = path
    let error = gate.admit(.fsync, path, DiskCaller())
    if error != 0 { return -error }
    guard gate.isLogging else { return sync() }
    return gate.lies(about: path) ? 0 : servedDisk.unsynced.sync(descriptor, sync)
  }

  /// A change of size by its caller.
  func truncate(to wanted: Int64) -> Int32 {
    guard gate.isArmed else { return result(ftruncate(descriptor, off_t(wanted))) }
    let error = gate.admit(.truncate, path, DiskCaller())
    return error != 0 ? -error : resize(to: wanted)
  }

  /// The change itself; space and unsynced bytes are accounted for.
  func resize(to wanted: Int64) -> Int32 {
    let (path, size) = (path, size)
    let full = gate.grow(path, by: wanted - size)
    if full != 0 { return -full }
    return servedDisk.unsynced.change(
      descriptor, path, gate.rules, range: min(wanted, size)..<max(wanted, size)
    ) { result(ftruncate(descriptor, off_t(wanted))) }
  }

  /// Reserves, or with the modes of fallocate frees, zeroes and moves.
  func reserve(_ mode: Int32, _ offset: Int64, _ length: Int64) -> Int32 {
    let put = { clinux_fallocate(descriptor, mode, offset, length) }
    guard gate.isArmed, offset >= 0, length > 0, offset <= .max - length else { return put() }
    let (path, size) = (path, size)
    let error = gate.admit(.allocate, path, DiskCaller())
    if error != 0 { return -error }
    let full = gate.grow(path, by: max(0, offset + length - size))
    if full != 0 { return -full }
    // Modes that move bytes change all that comes after.
    let end = mode & ~Self.staysInPlace != 0 ? max(size, offset + length) : offset + length
    return servedDisk.unsynced.change(
      descriptor, path, gate.rules, range: offset..<end, put)
  }

  /// FALLOC_FL_KEEP_SIZE, _PUNCH_HOLE and _ZERO_RANGE.
  private static let staysInPlace: Int32 = 0x01 | 0x02 | 0x10
}
