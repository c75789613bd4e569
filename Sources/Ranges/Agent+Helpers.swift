import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Runs a command to its end on a host, or in the sandbox.
  func run(
    on name: HostName?, arguments: [String], limit: Nanoseconds
  ) throws -> AgentMessage.Say {
    guard let program = arguments.first else {
      throw RangeError("there is no command to run", hint: "give a program and its arguments")
    }
    let start = MonotonicClock.now()
    let host = try name.map { try self.host($0) }
    let command = try Command.run(
      program, Array(arguments.dropFirst()), host: host?.namespace, timeout: limit)
    return .ran(
      exit: command.isTimedOut ? 124 : command.status.number, output: command.output,
      error: command.error, startNs: start, endNs: MonotonicClock.now())
  }

  /// Starts a helper of the range, such as the load; its lines become events.
  func spawn(_ name: String, on hostName: HostName?, arguments: [String]) throws {
    let host = try hostName.map { try self.host($0) }
    guard !isRunning(name) else {
      throw RangeError("a helper named \(name) runs already", hint: "give it another name")
    }
    let child = try ChildProcess.start(
      Launch(
        "/proc/self/exe", arguments, input: .pipe, output: .pipe,
        error: .appending(places.agentLog), host: host?.namespace, joins: [.network]))
    state.withLock { $0.helpers[name] = child }
    guard let output = child.output else { preconditionFailure("a pipe was asked for") }
    Thread.detachNewThread { [say] in
      LineReader(descriptor: output).eachLine { say(.line(name: name, text: $0)) }
      close(output)
      guard let status = child.waitBlocking(for: .seconds(3600)) else { return }
      if let input = child.input { close(input) }
      say(.ended(name: name, status: status.number))
    }
  }

  /// Starts a program that is not ours on a host, such as Prometheus; its words go to a log.
  func serve(_ name: String, on hostName: HostName, arguments: [String], log: String) throws {
    let host = try host(hostName)
    guard let program = arguments.first else {
      throw RangeError("there is no program to start", hint: "give a program and its arguments")
    }
    guard !isRunning(name) else {
      throw RangeError("a helper named \(name) runs already", hint: "give it another name")
    }
    try FileManager.default.createDirectory(
      atPath: (log as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let child = try ChildProcess.start(
      Launch(
        program, Array(arguments.dropFirst()), output: .appending(log), error: .appending(log),
        host: host.namespace))
    state.withLock { $0.helpers[name] = child }
    Thread.detachNewThread { [say] in
      guard let status = child.waitBlocking(for: .seconds(86_400)) else { return }
      say(.ended(name: name, status: status.number))
    }
  }

  private func isRunning(_ name: String) -> Bool {
    state.withLock { $0.helpers[name].map { $0.exitStatus == nil } ?? false }
  }

  /// Writes a line to a helper.
  func tell(_ name: String, line: String) throws {
    let input = state.withLock { state in
      state.helpers[name].flatMap { $0.exitStatus == nil ? $0.input : nil }
    }
    guard let input else {
      throw RangeError("there is no helper named \(name)", hint: "it may have ended; see its log")
    }
    let bytes = Array((line + "\n").utf8)
    guard write(input, bytes, bytes.count) == bytes.count else {
      throw RangeError(
        "cannot write to the helper \(name): \(String(cString: strerror(errno)))",
        hint: "it may have ended; see its log")
    }
  }
}
