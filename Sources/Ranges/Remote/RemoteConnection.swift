import Glibc
package import LinuxHost
package import Vocabulary

/// The way to the agent of one machine: an ssh whose standard input and output carry the protocol.
///
/// Cure: its end heals nothing at once; the agent's leases do.
package final class RemoteConnection: AgentLine {
  /// The machine.
  package let host: InventoryHost
  /// The ssh process, for whoever must know when the way is gone.
  package let process: ChildProcess
  private let connection: RangeConnection
  private let complaints: SSHWords

  /// What agents say of their own accord; ends when the way is gone.
  package var events: AsyncStream<AgentMessage.Say> { connection.events }

  /// Copies the binary if need be, starts agent and reaper if need be, and connects.
  package static func open(
    to host: InventoryHost, binary: RemoteBinary, isAnyVersion: Bool = false
  ) async throws(RangeError) -> RemoteConnection {
    if case .copied = try await binary.copy(to: host) { try await binary.tryOut(on: host) }
    let connection = try RemoteConnection(
      host: host, binary: binary, isAnyVersion: isAnyVersion)
    do {
      try await connection.ask(.status)
      return connection
    } catch {
      connection.close()
      throw error
    }
  }

  private init(
    host: InventoryHost, binary: RemoteBinary, isAnyVersion: Bool
  ) throws(RangeError) {
    self.host = host
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw RangeError(
        "cannot make a pair of sockets: \(String(cString: strerror(errno)))",
        hint: "raise the limit of open files: ulimit -n")
    }
    let command =
      "\(binary.place(on: host)) remote \(host.state)\(isAnyVersion ? " --any-version" : "")"
    do throws(LinuxError) {
      process = try ChildProcess.start(
        Launch(
          "ssh", SSHCommand.arguments(for: host) + [SSHCommand.line(command, on: host)],
          input: .descriptor(ends[1]), output: .descriptor(ends[1]), error: .pipe))
    } catch {
      Glibc.close(ends[0])
      Glibc.close(ends[1])
      throw RangeError("\(error)", hint: "apt-get install openssh-client")
    }
    Glibc.close(ends[1])
    guard let error = process.error else { preconditionFailure("a pipe was asked for") }
    complaints = SSHWords(reading: error)
    connection = RangeConnection(descriptor: ends[0])
  }

  /// Asks and waits for the answer; a way that is gone says why, in ssh's words.
  @discardableResult
  package func ask(_ ask: AgentRequest.Ask) async throws(RangeError) -> AgentMessage.Say {
    do throws(RangeError) {
      return try await connection.ask(ask)
    } catch {
      guard error.message == RangeConnection.gone else {
        // The agent's own words hold its own hint.
        let parts = error.message.split(separator: "\n  hint: ", maxSplits: 1)
        throw RangeError(
          "\(host.name): \(parts.first ?? "")",
          hint: parts.count > 1 ? String(parts[1]) : "see agent.log in \(host.state)/hosts")
      }
      let status = await process.wait()
      throw SSHCommand.failure(
        .init(exit: status.number, output: "", error: complaints.whole()), on: host)
    }
  }

  /// Hangs up; the agent goes on by itself.
  package func close() {
    connection.close()
    try? process.signal(SIGTERM)
  }
}
