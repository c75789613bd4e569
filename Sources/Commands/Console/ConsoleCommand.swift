import ArgumentParser
import Conductor
import Console
import Exercises
import Foundation
import Ledger
import LinuxHost

/// Serves the pages of exercises with people, and conducts them.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Serve exercises with people on this machine: pages, terminals, alerts.",
    discussion: """
      It listens on loopback only; others come through a tunnel: ssh -L 8080:127.0.0.1:8080 HOST.
      Ctrl-C ends what runs and heals it. A console that was killed goes on where it left off: \
      start it again, and white resumes. The team's program is at /program, for those whom \
      cygnet program invite gave a link.
      """)

  @Option(help: "A loopback address and a port; port 0 is any.") var listen = "127.0.0.1:8080"
  @Option(help: "Where run folders are.") var runs = "runs"
  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws { _ = try address() }

  func run() async throws {
    let (address, port) = try address()
    Interruption.listen()
    let isQuiet = quiet
    let folder = URL(fileURLWithPath: runs).standardizedFileURL.path
    let hall = LiveHall(
      runs: folder, clock: { MonotonicClock.now() },
      wall: { Date().formatted(.iso8601) }, progress: { if !isQuiet { Terminal.say($0) } },
      capabilities: { MachineCapabilities.available() }, revealed: { LedgerHook.take($0) },
      gate: { GateDesk.answer(to: $0) })
    let server = ConsoleServer(
      hall: hall, address: address, port: port,
      program: ProgramHall(ConsoleProgram.sources(runs: folder)),
      clock: { MonotonicClock.now() }, metrics: { ProgramMetrics.scraped(runs: folder) })
    let actual = try await server.start()
    Terminal.result("console  http://\(address):\(actual)")
    if try LedgerDesk.place(nil) != nil {
      Terminal.result("program  http://\(address):\(actual)/program")
    }
    while !Interruption.isAsked { try await Task.sleep(for: .milliseconds(100)) }
    await hall.stop()
    await server.stop()
  }

  private func address() throws -> (address: String, port: Int) {
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[colon...].dropFirst()),
      (0...65_535).contains(port)
    else { throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8080") }
    let address = listen[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    guard ["127.0.0.1", "::1"].contains(address) else {
      throw ValidationError(
        "the console has no TLS, so it listens on loopback only, not on '\(address)'; "
          + "others come through a tunnel: ssh -L 8080:127.0.0.1:8080 HOST")
    }
    return (address, port)
  }
}

extension LiveHall: ExerciseHall {}
