import CFuse3
import CLinux
import Glibc
import Synchronization
import Vocabulary

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

/// The error that a call on a path gets by the rules; 0 lets it through.
private func refusal(_ call: DiskCall, _ path: Path?) -> Int32 {
  guard servedDisk.gate.isArmed else { return 0 }
  return -servedDisk.gate.admit(call, text(path), DiskCaller())
}

/// The error that a call which adds a name gets where the disk is full.
private func fullness(_ path: Path?) -> Int32 {
  guard servedDisk.gate.isArmed else { return 0 }
  return -servedDisk.gate.grow(text(path), by: 0, makesFile: true)
}

private func text(_ path: Path?) -> String {
  path.map { String(cString: $0).drop { $0 == "/" } }.map(String.init) ?? ""
}

/// How much space a removal or replacement of that name gives back.
private func spaceHeld(_ path: Path?) -> Int64 {
  var status = stat()
  guard servedDisk.gate.isArmed,
    fstatat(root, relative(path), &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_nlink == 1
  else { return 0 }
  return Int64(status.st_size)
}

private func giveBack(_ bytes: Int64, _ path: Path?) {
  if bytes > 0 { _ = servedDisk.gate.grow(text(path), by: -bytes) }
}

private func openBacking(_ path: Path?, _ info: FileInfo?, _ mode: mode_t) -> Int32 {
  guard let info else { return -EINVAL }
  let flags = backingFlags(info.pointee.flags)
  let isArmed = servedDisk.gate.isArmed
  let file = openat(root, relative(path), isArmed ? flags & ~O_TRUNC : flags, mode)
  if file < 0 { return -errno }
  if isArmed, flags & O_TRUNC != 0 { _ = BackingFile(file).resize(to: 0) }
  info.pointee.fh = UInt64(file)
  return 0
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
    // Else a file that is removed before the kernel has told of its last close is renamed instead,
    // and whoever looks whether the directory is empty now and then finds it. Every call on an open
    // file goes by its descriptor here, so nothing needs the name.
    configuration.pointee.hard_remove = 1
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
    // Pages are dropped where we say so and never for a newer time of change. Dropped while a write
    // is on its way here, a page is read again without what was written, and stays so: a standby of
    // PostgreSQL then finds zeros where it has flushed a record.
    connection.pointee.want &= ~UInt32(FUSE_CAP_AUTO_INVAL_DATA)
    connection.pointee.want |= connection.pointee.capable & UInt32(FUSE_CAP_EXPLICIT_INVAL_DATA)
  }
  servedDisk.mounted(fuse_get_context()?.pointee.fuse)
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
  table.open = { path, info in
    let error = refusal(.open, path)
    return error != 0 ? error : openBacking(path, info, 0)
  }
  table.create = { path, mode, info in
    let error = refusal(.create, path)
    if error != 0 { return error }
    let full = fullness(path)
    if full != 0 { return full }
    let outcome = openBacking(path, info, mode)
    if outcome == 0, let file = handle(info), let caller = fuse_get_context(),
      caller.pointee.uid != geteuid()
    {
      fchown(file, caller.pointee.uid, caller.pointee.gid)
    }
    return outcome
  }
  table.read = { _, buffer, size, offset, info in
    guard let file = handle(info), let buffer else { return -EBADF }
    return BackingFile(file).read(UnsafeMutableRawBufferPointer(start: buffer, count: size), offset)
  }
  table.write = { _, bytes, size, offset, info in
    guard let file = handle(info), let bytes else { return -EBADF }
    return BackingFile(file).write(UnsafeRawBufferPointer(start: bytes, count: size), offset)
  }
  table.fsync = { _, dataOnly, info in
    handle(info).map { BackingFile($0).synchronize(dataOnly: dataOnly != 0) } ?? -EBADF
  }
  table.release = { _, info in
    if let file = handle(info) { close(file) }
    return 0
  }
  table.fallocate = { _, mode, offset, length, info in
    handle(info).map { BackingFile($0).reserve(mode, Int64(offset), Int64(length)) } ?? -EBADF
  }
}

private func addNameOperations(_ table: inout fuse_operations) {
  addDirectoryOperations(&table)
  table.unlink = { path in
    let error = refusal(.remove, path)
    if error != 0 { return error }
    let space = spaceHeld(path)
    let outcome = result(unlinkat(root, relative(path), 0))
    if outcome == 0 { giveBack(space, path) }
    return outcome
  }
  table.rename = { old, new, flags in
    // What a probe renames to or from a quiet name is only its preparation or its end.
    if ProbeFile.isQuiet(text(new)) || ProbeFile.isQuiet(text(old)) {
      return clinux_rename(root, relative(old), root, relative(new), flags)
    }
    let error = refusal(.rename, old)
    if error != 0 { return error }
    let space = spaceHeld(new)
    let outcome = clinux_rename(root, relative(old), root, relative(new), flags)
    if outcome == 0, flags == 0 { giveBack(space, new) }
    return outcome
  }
  table.link = { result(linkat(root, relative($0), root, relative($1), 0)) }
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

private func addDirectoryOperations(_ table: inout fuse_operations) {
  table.opendir = { path, info in
    guard let info else { return -EINVAL }
    let directory = openat(root, relative(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory < 0 { return -errno }
    info.pointee.fh = UInt64(directory)
    return 0
  }
  table.readdir = { _, buffer, fill, _, info, _ in list(info, buffer, fill) }
  table.fsyncdir = { _, dataOnly, info in
    handle(info).map { BackingFile($0).synchronize(dataOnly: dataOnly != 0) } ?? -EBADF
  }
  table.releasedir = { _, info in
    if let directory = handle(info) { close(directory) }
    return 0
  }
  table.rmdir = { path in
    let error = refusal(.remove, path)
    return error != 0 ? error : result(unlinkat(root, relative(path), AT_REMOVEDIR))
  }
  table.mkdir = { path, mode in
    let error = refusal(.mkdir, path)
    if error != 0 { return error }
    let full = fullness(path)
    if full != 0 { return full }
    let outcome = result(mkdirat(root, relative(path), mode))
    if outcome == 0 { giveToCaller(path) }
    return outcome
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
    if let file = handle(info) { return BackingFile(file).truncate(to: Int64(size)) }
    let file = openat(root, relative(path), O_WRONLY | O_CLOEXEC)
    if file < 0 { return -errno }
    defer { close(file) }
    return BackingFile(file).truncate(to: Int64(size))
  }
  table.utimens = { path, times, info in
    if let file = handle(info) { return result(futimens(file, times)) }
    return result(utimensat(root, relative(path), times, AT_SYMLINK_NOFOLLOW))
  }
  table.statfs = { _, status in
    guard let status else { return -EINVAL }
    let outcome = result(fstatvfs(root, status))
    if servedDisk.gate.isArmed, let free = servedDisk.gate.freeBytes {
      let blocks = fsblkcnt_t(free) / fsblkcnt_t(max(1, status.pointee.f_frsize))
      status.pointee.f_bfree = min(status.pointee.f_bfree, blocks)
      status.pointee.f_bavail = min(status.pointee.f_bavail, blocks)
    }
    return outcome
  }
}
