import Databases
import Faults
import Foundation
import Glibc
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// `cygnet fault try` from the outside, and the trial behind it with a saboteur.
  @Suite(.serialized) struct FaultTryOnRangeTests {
    /// Runs the binary with a registry of its own, and says what it left there.
    private func cygnet(
      _ arguments: [String]
    ) throws -> (command: Command, left: [String]) {
      let home = TestRange.folder + "/fault-try"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: home) }
      var environment = ProcessInfo.processInfo.environment
      environment["TMPDIR"] = home
      let command = try Command.run(
        TestRange.binary, arguments, environment: environment, timeout: .seconds(60))
      let left = FileManager.default.enumerator(atPath: home)?.compactMap { $0 as? String } ?? []
      return (command, left)
    }

    static let wrong: [(words: String, says: String)] = [
      ("net.ctu --on n1", "did you mean `net.cut`"),
      ("disk.slow --on n9 fsync=100ms", "there is no host and no target `n9`"),
      ("disk.slow --on n1 fsync=100", "has no unit"),
      ("disk.slow --on n1 fsync=soon", "`soon` is not a duration"),
      ("disk.slow --on n1 fsync=-1s", "-1s is negative"),
      ("disk.slow --on n1 fsync=99h", "out of range"),
      ("disk.slow --on n1 fsyn=1s", "did you mean `fsync`"),
      ("disk.slow --on n1 fsync", "NAME=VALUE"),
      ("disk.slow --on n1", "fsync"),
      ("disk.slow fsync=1s", "has no `on`"),
      ("net.cut --on n1 fsync=1s", "`fsync` belongs to disk.slow"),
      ("net.cut --from n1 --to n1", "there is no link"),
      ("net.cut --from n1", "cannot have the targets"),
      ("proc.pause --on n1 --for 0s", "out of range"),
      ("proc.pause --on n1 --for x", "`--for x`"),
      ("proc.pause --on leader", "arranged in missions only"),
      ("proc.pause --on n1 --hosts 12", "1 to 9"),
      ("proc.pause --on n1 --range nowhere", "no range 'nowhere'"),
      ("monitoring.lose", "has no `tool`"),
    ]

    @Test(
      "What is wrong is refused with 64 and what to try, and nothing is started",
      .timeLimit(.minutes(1)), arguments: wrong.map(\.words))
    func refused(words: String) throws {
      let says = try #require(Self.wrong.first { $0.words == words }).says
      let (command, left) = try cygnet(
        ["fault", "try"] + words.split(separator: " ").map(String.init))
      #expect(command.status == .exited(64), "\(command.error)")
      #expect(command.error.contains(says), "\(command.error)")
      #expect(command.output.isEmpty)
      #expect(left.isEmpty, "\(left)")
    }

    @Test("A mission with a fault that is impossible starts nothing", .timeLimit(.minutes(1)))
    func mission() throws {
      let path = TestRange.folder + "/trial.yaml"
      try FileManager.default.createDirectory(
        atPath: TestRange.folder, withIntermediateDirectories: true)
      defer {
        try? FileManager.default.removeItem(atPath: path)
        TestRange.removeEmptyFolders()
      }
      let steps = "  - {inject: disk.slow, on: n9, fsync: -1s, for: 0s, read: 5ms, loss: 120%}"
      try Data(TestRange.mission(steps: steps, mechanism: "disk.slow").utf8).write(
        to: URL(fileURLWithPath: path))
      let (command, left) = try cygnet(["rehearse", path])
      #expect(command.status == .exited(64), "\(command.error)")
      for words in ["-1s is negative", "0s is out of range", "unknown key `loss`"] {
        #expect(command.error.contains(words), "\(command.error)")
      }
      #expect(left.isEmpty, "\(left)")
    }

    @Test(
      "A fault is proved, proved healed, leaves nothing, and ends with 0", .timeLimit(.minutes(1)))
    func works() throws {
      let (command, left) = try cygnet(
        ["fault", "try", "net.cut", "--from", "n1", "--to", "n2", "--for", "500ms", "--json"])
      #expect(command.status == .exited(0), "\(command.error)")
      #expect(command.output.contains(#""complaints":[]"#), "\(command.output)")
      #expect(command.output.contains(#""residue":[]"#), "\(command.output)")
      #expect(command.output.contains(#""heal_proof_ns":"#), "\(command.output)")
      // The folder of the registry itself stays.
      #expect(left.allSatisfy { $0 == "cygnet-\(geteuid())" }, "\(left)")
    }

    @Test("Ctrl-C heals at once, and what was proved counts", .timeLimit(.minutes(1)))
    func interrupted() async throws {
      let home = TestRange.folder + "/fault-try-c"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: home) }
      var environment = ProcessInfo.processInfo.environment
      environment["TMPDIR"] = home
      let child = try ChildProcess.start(
        Launch(
          TestRange.binary, ["fault", "try", "proc.pause", "--on", "n2", "--for", "10m"],
          environment: environment, output: .file(home + "/out"), error: .file(home + "/err")))
      func said(_ words: String, in file: String) -> Bool {
        let data = FileManager.default.contents(atPath: home + "/" + file) ?? Data()
        return String(decoding: data, as: UTF8.self).contains(words)
      }
      let deadline = MonotonicClock.now() + .seconds(40)
      while !said("holds", in: "err"), MonotonicClock.now() < deadline {
        try await Task.sleep(for: .milliseconds(20))
      }
      try child.signal(SIGINT)
      #expect(await child.wait() == .exited(0))
      #expect(said("stopped by a person", in: "err"))
      #expect(said("proved, and proved healed", in: "out"))
    }

    @Test(
      "An effect or a healing that is not there is not proved", .timeLimit(.minutes(1)),
      arguments: ["injector", "cure", "nobody"])
    func sabotage(saboteur: String) async throws {
      try await TestRange.with("t-try-\(saboteur)") { cluster in
        let step = PlannedStep(
          name: "trial", verb: .inject, kind: "disk.slow", start: .at(.zero), lifeNs: .seconds(1),
          hosts: ["n2"], links: [], parameters: ["fsync": .duration(.milliseconds(600))], cure: nil)
        let made = FaultTrial(
          of: step, on: ClusterFacts(addresses: cluster.layout.addresses),
          connection: cluster.connection, hold: .milliseconds(100),
          clock: { MonotonicClock.now() })
        var trial = try #require(made)
        trial.comparesHosts = true
        trial.fault.proofLimitNs = .seconds(1)
        if saboteur == "injector" { trial.fault.actions = [] }
        if saboteur == "cure" {
          trial.fault.undo = [.deleteTable(host: "n2", table: "cygnet_no_such_table")]
        }
        let outcome = await trial.run()
        #expect(outcome.exitCode == (saboteur == "nobody" ? 0 : 3), "\(outcome.complaints)")
        #expect((outcome.effect == nil) == (saboteur == "injector"))
        #expect((outcome.healing == nil) == (saboteur == "cure"))
        #expect(outcome.residue.isEmpty == (saboteur != "cure"), "\(outcome.residue)")
      }
    }
  }
}
