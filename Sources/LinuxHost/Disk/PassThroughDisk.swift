import CFuse3
import Glibc
import Synchronization

/// A FUSE disk that passes everything through to a directory and can be made faulty while in use.
///
/// Effect: mounts, serves, and unmounts at SIGTERM or SIGINT; the body of `cygnet disk`.
/// Limits: one disk a process; two hard links of one file have page caches of their own.
/// Cure: killed by SIGKILL it leaves a dead mount, which `unmount` removes.
package enum PassThroughDisk {
  /// Serves until it is unmounted or told to end; blocks the calling thread.
  ///
  /// `control` is the path of the Unix socket at which `DiskControl` finds it; not on the mount.
  package static func serve(
    backing: String, mountpoint: String, control: String
  ) throws(LinuxError) {
    umask(0)  // The caller's mask has been applied before the kernel asks us.
    let root = open(backing, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try checkLast(root, "open the backing directory", on: backing)
    servedDisk.root.store(root, ordering: .relaxed)
    // What is not durable is kept with a descriptor a file.
    var files = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    files.rlim_cur = files.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    // A disk does not wait for a processor: on a busy machine an ordinary thread's turn costs more
    // than the operation. Workers inherit it.
    ThreadPriority.raise()
    servedDisk.gate.reset()
    let listener = try DiskListener.start(path: control, disk: servedDisk)
    defer {
      unlink(control)
      shutdown(listener, Int32(SHUT_RDWR))
      close(root)
    }
    // Each waiting fsync holds a worker; reads must always find another one.
    let workers = "max_threads=128,max_idle_threads=16,clone_fd"
    let options = "fsname=cygnet,subtype=cygnet,allow_other,default_permissions,\(workers)"
    let arguments = ["cygnet-disk", mountpoint, "-f", "-o", options]
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var table = diskOperations()
    let code = fuse_main_real(
      Int32(arguments.count), &pointers, &table, MemoryLayout<fuse_operations>.size, nil)
    // 8 is the usual end as well: libfuse gives it after SIGTERM.
    if code != 0 && code != 8 {
      throw LinuxError(
        "serve a pass-through disk", on: mountpoint, detail: "libfuse gave code \(code)",
        hint: "see its message on standard error, and cygnet range doctor")
    }
  }

  /// Detaches whatever is mounted there, dead or alive; nothing to do where nothing is.
  package static func unmount(_ mountpoint: String) throws(LinuxError) {
    if umount2(mountpoint, Int32(MNT_DETACH)) < 0 && errno != EINVAL && errno != ENOENT {
      throw LinuxError.last("unmount", on: mountpoint)
    }
  }
}
