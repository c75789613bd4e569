import Glibc

/// The files below a directory.
enum BackingTree {
  /// Their paths from there, regular files only, at most eight folders deep.
  static func files(below directory: Int32) -> [String] {
    var paths: [String] = []
    walk(directory, "", 8, &paths)
    return paths
  }

  private static func walk(
    _ parent: Int32, _ path: String, _ depth: Int, _ paths: inout [String]
  ) {
    let name = path.isEmpty ? "." : path
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, depth > 0, let directory = fdopendir(descriptor) else {
      if descriptor >= 0 { close(descriptor) }
      return
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let type = Int(entry.pointee.d_type)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let whole = path.isEmpty ? name : path + "/" + name
      if type == Int(DT_REG) { paths.append(whole) }
      if type == Int(DT_DIR) { walk(parent, whole, depth - 1, &paths) }
    }
  }
}
