import CFuse3
import CLinux
import Glibc
import Synchronization
import Vocabulary

/// The one disk of this process: libfuse calls plain functions, which find their state here.
let servedDisk = ServedDisk()

final class ServedDisk: Sendable {
  let root = Atomic<Int32>(-1)
  let delays = DiskDelays()
}

private typealias Path = UnsafePointer<CChar>
private typealias FileInfo = UnsafeMutablePointer<fuse_file_info>

private var root: Int32 { servedDisk.root.load(ordering: .relaxed) }

/// Paths are relative to the backing directory's descriptor, which the mount may cover.
/// No path gives the empty one, which the kernel refuses: never the directory itself by mistake.
private func relative(_ path: Path?) -> Path {
  guard let path else { return constant("") }
  return path[0] == 0 || path[1] == 0 ? constant(".") : path + 1
}

private func constant(_ text: StaticString) -> Path {
  UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// Whether the disk was told to end; it ends only when no operation waits any more.
private func isEnding() -> Bool {
  guard let context = fuse_get_context(), let session = fuse_get_session(context.pointee.fuse)
  else { return false }
  return fuse_session_exited(session) != 0
}

private func result(_ value: Int32) -> Int32 { value < 0 ? -errno : 0 }

private func handle(_ info: FileInfo?) -> Int32? {
  info.map { Int32(truncatingIfNeeded: $0.pointee.fh) }
}

/// New files belong to whoever asked for them, not to this process.
private func giveToCaller(_ path: Path?) {
  guard let caller = fuse_get_context(), caller.pointee.uid != geteuid() else { return }
  fchownat(root, relative(path), caller.pointee.uid, caller.pointee.gid, AT_SYMLINK_NOFOLLOW)
}

/// The kernel does appending itself and hands us absolute offsets, and our buffers are not aligned
/// as O_DIRECT (0o40000 on x86, 0o200000 on ARM; GNU-only in the headers) would want them.
private func backingFlags(_ flags: Int32) -> Int32 {
  #if arch(arm64)
    let direct: Int32 = 0o200000
  #else
    let direct: Int32 = 0o40000
  #endif
  return (flags & ~(O_APPEND | direct)) | O_CLOEXEC
}

private func openBacking(_ path: Path?, _ info: FileInfo?, _ mode: mode_t) -> Int32 {
  guard let info else { return -EINVAL }
  let file = openat(root, relative(path), backingFlags(info.pointee.flags), mode)
  if file < 0 { return -errno }
  info.pointee.fh = UInt64(file)
  return 0
}

private func synchronize(_ dataOnly: Int32, _ info: FileInfo?) -> Int32 {
  guard let file = handle(info) else { return -EBADF }
  let start = MonotonicClock.now()
  servedDisk.delays.wait(for: .fsync, unless: isEnding)
  let outcome = result(dataOnly != 0 ? fdatasync(file) : fsync(file))
  servedDisk.delays.noteFsync(MonotonicClock.now() - start)
  return outcome
}

private func readAll(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ offset: off_t,
  _ info: FileInfo?
) -> Int32 {
  guard let file = handle(info), let buffer else { return -EBADF }
  servedDisk.delays.wait(for: .read, unless: isEnding)
  let count = pread(file, buffer, size, offset)
  return count < 0 ? -errno : Int32(count)
}

private func writeAll(_ bytes: Path?, _ size: Int, _ offset: off_t, _ info: FileInfo?) -> Int32 {
  guard let file = handle(info), let bytes else { return -EBADF }
  servedDisk.delays.wait(for: .write, unless: isEnding)
  let count = pwrite(file, bytes, size, offset)
  return count < 0 ? -errno : Int32(count)
}

/// A descriptor of its own each time, so that two readers do not share a position.
private func list(
  _ info: FileInfo?, _ buffer: UnsafeMutableRawPointer?, _ fill: fuse_fill_dir_t?
) -> Int32 {
  let descriptor = openat(handle(info) ?? -1, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0, let directory = fdopendir(descriptor), let fill else { return -errno }
  defer { closedir(directory) }
  while let entry = readdir(directory) {
    var status = stat()
    status.st_ino = entry.pointee.d_ino
    status.st_mode = mode_t(entry.pointee.d_type) << 12
    let isFull = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) {
        fill(buffer, $0, &status, 0, fuse_fill_dir_flags(rawValue: 0))
      }
    }
    if isFull != 0 { break }
  }
  return 0
}

private func start(
  _ connection: UnsafeMutablePointer<fuse_conn_info>?,
  _ configuration: UnsafeMutablePointer<fuse_config>?
) -> UnsafeMutableRawPointer? {
  if let configuration {
    configuration.pointee.use_ino = 1
    configuration.pointee.nullpath_ok = 1
    // Nobody else touches the backing files, so what the kernel has cached stays right. Only the
    // attributes of a file with two names change behind its back, through the other name.
    configuration.pointee.kernel_cache = 1
    configuration.pointee.entry_timeout = 3_600
    configuration.pointee.attr_timeout = 1
  }
  if let connection {
    // Splicing costs more system calls than copying a database's small writes.
    let splice = FUSE_CAP_SPLICE_READ | FUSE_CAP_SPLICE_WRITE | FUSE_CAP_SPLICE_MOVE
    // No write-back cache either: it gains nothing at rest, and would hide a write's delay.
    connection.pointee.want &= ~UInt32(splice | FUSE_CAP_WRITEBACK_CACHE)
  }
  servedDisk.delays.noteMounted()
  return nil
}

/// The table of functions that libfuse calls.
func diskOperations() -> fuse_operations {
  var table = fuse_operations()
  table.`init` = { start($0, $1) }
  addFileOperations(&table)
  addNameOperations(&table)
  addAttributeOperations(&table)
  return table
}

private func addFileOperations(_ table: inout fuse_operations) {
  table.open = { openBacking($0, $1, 0) }
  table.create = { path, mode, info in
    let outcome = openBacking(path, info, mode)
    if outcome == 0, let file = handle(info), let caller = fuse_get_context(),
      caller.pointee.uid != geteuid()
    {
      fchown(file, caller.pointee.uid, caller.pointee.gid)
    }
    return outcome
  }
  table.read = { readAll($1, $2, $3, $4) }
  table.write = { writeAll($1, $2, $3, $4) }
  table.fsync = { synchronize($1, $2) }
  table.release = { _, info in
    if let file = handle(info) { close(file) }
    return 0
  }
  table.fallocate = { _, mode, offset, length, info in
    clinux_fallocate(handle(info) ?? -1, mode, Int64(offset), Int64(length))
  }
}

private func addNameOperations(_ table: inout fuse_operations) {
  table.opendir = { path, info in
    guard let info else { return -EINVAL }
    let directory = openat(root, relative(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory < 0 { return -errno }
    info.pointee.fh = UInt64(directory)
    return 0
  }
  table.readdir = { _, buffer, fill, _, info, _ in list(info, buffer, fill) }
  table.fsyncdir = { synchronize($1, $2) }
  table.releasedir = { _, info in
    if let directory = handle(info) { close(directory) }
    return 0
  }
  table.unlink = { result(unlinkat(root, relative($0), 0)) }
  table.rmdir = { result(unlinkat(root, relative($0), AT_REMOVEDIR)) }
  table.rename = { clinux_rename(root, relative($0), root, relative($1), $2) }
  table.link = { result(linkat(root, relative($0), root, relative($1), 0)) }
  table.mkdir = { path, mode in
    let outcome = result(mkdirat(root, relative(path), mode))
    if outcome == 0 { giveToCaller(path) }
    return outcome
  }
  table.symlink = { target, path in
    guard let target else { return -EINVAL }
    let outcome = result(symlinkat(target, root, relative(path)))
    if outcome == 0 { giveToCaller(path) }
    return outcome
  }
  table.readlink = { path, buffer, size in
    guard let buffer, size > 0 else { return -EINVAL }
    let count = readlinkat(root, relative(path), buffer, size - 1)
    if count < 0 { return -errno }
    buffer[count] = 0
    return 0
  }
}

private func addAttributeOperations(_ table: inout fuse_operations) {
  table.getattr = { path, status, info in
    guard let status else { return -EINVAL }
    if let file = handle(info) { return result(fstat(file, status)) }
    return result(fstatat(root, relative(path), status, AT_SYMLINK_NOFOLLOW))
  }
  table.chmod = { path, mode, info in
    if let file = handle(info) { return result(fchmod(file, mode)) }
    return result(fchmodat(root, relative(path), mode, 0))
  }
  table.chown = { path, user, group, info in
    if let file = handle(info) { return result(fchown(file, user, group)) }
    return result(fchownat(root, relative(path), user, group, AT_SYMLINK_NOFOLLOW))
  }
  table.truncate = { path, size, info in
    if let file = handle(info) { return result(ftruncate(file, size)) }
    let file = openat(root, relative(path), O_WRONLY | O_CLOEXEC)
    if file < 0 { return -errno }
    defer { close(file) }
    return result(ftruncate(file, size))
  }
  table.utimens = { path, times, info in
    if let file = handle(info) { return result(futimens(file, times)) }
    return result(utimensat(root, relative(path), times, AT_SYMLINK_NOFOLLOW))
  }
  table.statfs = { _, status in
    guard let status else { return -EINVAL }
    return result(fstatvfs(root, status))
  }
}
