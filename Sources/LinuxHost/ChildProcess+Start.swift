import CLinux
import Glibc

extension ChildProcess {
  /// Starts a program; returns when it is executing, or throws which step failed.
  package static func start(_ launch: Launch) throws(LinuxError) -> ChildProcess {
    let path = try resolve(launch.executable)
    let streams = try Streams(launch)
    let child: ChildProcess
    do throws(LinuxError) {
      let pid = try SpawnThread.shared.run { () throws(LinuxError) -> pid_t in
        try spawn(launch, path: path, stdio: streams.child)
      }
      child = ChildProcess(
        pid: pid, command: launch.executable, input: streams.ours[0], output: streams.ours[1],
        error: streams.ours[2])
    } catch {
      streams.closeChildEnds()
      streams.closeOurEnds()
      throw error
    }
    streams.closeChildEnds()
    pthread_detach(try OwnThread.start { child.watch() })
    return child
  }

  private static func spawn(
    _ launch: Launch, path: String, stdio: [Int32]
  ) throws(LinuxError) -> pid_t {
    var step: Int32 = 0
    let environment = launch.environment.map { $0.map { "\($0.key)=\($0.value)" } }
    let result = withCStrings([launch.executable] + launch.arguments) { argv in
      withCStrings(environment ?? inheritedEnvironment()) { envp in
        path.withCString { path in
          withOptionalCString(launch.directory) { directory in
            var request = clinux_spawn(
              path: path, argv: argv, envp: envp, directory: directory,
              stdio: (stdio[0], stdio[1], stdio[2]), join_pidfd: launch.host?.pidfd ?? -1,
              join_flags: launch.joins.rawValue, new_session: launch.isSessionLeader ? 1 : 0,
              death_signal: launch.diesWithParent ? SIGKILL : 0)
            return clinux_spawn(&request, &step)
          }
        }
      }
    }
    if result < 0 {
      let words = String(cString: clinux_step_name(step))
      let place = launch.host.map { " on \($0.name)" } ?? ""
      throw LinuxError("start a process: \(words)", on: path + place, code: -result)
    }
    return result
  }

  private static func resolve(_ executable: String) throws(LinuxError) -> String {
    if let path = path(of: executable) { return path }
    throw LinuxError(
      "find the program", on: executable, code: ENOENT, hint: "install the package it is in")
  }

  /// Where a program is: in PATH, or where packages put them; nil where it is nowhere.
  package static func path(of executable: String) -> String? {
    if executable.contains("/") { return executable }
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    for directory in (path + ":" + usual).split(separator: ":") {
      let candidate = "\(directory)/\(executable)"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    return nil
  }

  private static func inheritedEnvironment() -> [String] {
    var entries: [String] = []
    var cursor = environ
    while let entry = cursor.pointee {
      entries.append(String(cString: entry))
      cursor += 1
    }
    return entries
  }
}

/// Descriptors of a child's three standard streams, and our ends of those that are pipes.
private struct Streams: Sendable {
  var child: [Int32] = []
  var ours: [Int32?] = []
  private var owned: [Int32] = []

  init(_ launch: Launch) throws(LinuxError) {
    do throws(LinuxError) {
      for (index, stream) in [launch.input, launch.output, launch.error].enumerated() {
        try add(stream, as: Int32(index))
      }
    } catch {
      closeChildEnds()
      closeOurEnds()
      throw error
    }
  }

  private mutating func add(_ stream: Launch.Stream, as index: Int32) throws(LinuxError) {
    let isInput = index == 0
    var ours: Int32?
    switch stream {
    case .inherited: child.append(index)
    case .descriptor(let descriptor): child.append(descriptor)
    case .null: try addFile("/dev/null", O_RDWR)
    case .file(let path):
      try addFile(path, isInput ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC)
    case .appending(let path):
      try addFile(path, isInput ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND)
    case .pipe:
      var ends: [Int32] = [0, 0]
      try check(clinux_pipe(&ends), "make a pipe", on: "descriptor \(index)")
      child.append(ends[isInput ? 0 : 1])
      owned.append(ends[isInput ? 0 : 1])
      ours = ends[isInput ? 1 : 0]
    }
    self.ours.append(ours)
  }

  private mutating func addFile(_ path: String, _ flags: Int32) throws(LinuxError) {
    let descriptor = try checkLast(open(path, flags | O_CLOEXEC, 0o644), "open", on: path)
    child.append(descriptor)
    owned.append(descriptor)
  }

  func closeChildEnds() { for descriptor in owned { close(descriptor) } }
  func closeOurEnds() { for descriptor in ours { descriptor.map { _ = close($0) } } }
}

/// Calls the body with a NULL-terminated array of C strings that live as long as the call.
private func withCStrings<Value>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(&pointers)
}

private func withOptionalCString<Value>(
  _ text: String?, _ body: (UnsafePointer<CChar>?) -> Value
) -> Value {
  if let text { text.withCString(body) } else { body(nil) }
}
