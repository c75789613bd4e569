import MissionLanguage
import Vocabulary

/// The kinds that the tests and the missions use, as the faults' own files describe them.
enum SampleCatalogue {
  static let delay: ClosedRange<Double> = 0...60

  static let signatures = [
    StepSignature(
      kind: "net.cut", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature("one-way", .flag, help: "cut only from the first to the second"),
        ParameterSignature("payload-only", .flag, help: "let empty acknowledgements pass"),
        ParameterSignature("mode", .choice(["deaf", "mute"]), help: "deaf or mute"),
      ], needs: [.namespaces, .nftables], summary: "drops packets on the links",
      proof: "the drop counters move and a connection that was open stalls"),
    StepSignature(
      kind: "disk.slow", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature("fsync", .duration, bounds: delay, help: "added to each fsync"),
        ParameterSignature("read", .duration, bounds: delay, help: "added to each read"),
        ParameterSignature("write", .duration, bounds: delay, help: "added to each write"),
      ], oneOf: ["fsync", "read", "write"], needs: [.fuse], summary: "makes the disk slow",
      proof: "an fsync is timed"),
    StepSignature(
      kind: "net.delay", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          "delay", .duration, isRequired: true, bounds: 0.001...10, help: "added to each packet"),
        ParameterSignature("distribution", .choice(["uniform", "normal"]), help: "of the jitter"),
        ParameterSignature("loss", .ratio, bounds: 0.01...1, help: "the share that is dropped"),
        ParameterSignature("rate", .bandwidth, bounds: 1000...1e9, help: "at most this much"),
      ], needs: [.namespaces], summary: "holds packets back", proof: "packets are timed"),
    StepSignature(
      kind: "clock.step", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "offset", .signedDuration, bounds: 0.01...86_400, help: "added to the wall clock"),
        ParameterSignature("drift", .partsPerMillion, bounds: 10...500_000, help: "of the clock"),
        ParameterSignature("times", .count, bounds: 1...100, help: "how often"),
      ], oneOf: ["offset", "drift"], needs: [.namespaces], summary: "shifts the wall clock",
      proof: "the clock is read"),
    hosts("proc.kill", .inject, "kills the database's processes"),
    hosts("proc.pause", .inject, "freezes the database's processes"),
    hosts("maintenance.stop", .operate, "stops the member as its service manager would"),
    hosts("maintenance.start", .operate, "starts the member"),
    hosts("maintenance.add-member", .operate, "adds a removed member again, empty"),
    StepSignature(
      kind: "maintenance.remove-member", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature("expect", .choice(["done", "refused"]), help: "whether it is refused")
      ], needs: [.namespaces, .etcd], summary: "removes a member from the membership",
      proof: "the list of members is read"),
    StepSignature(
      kind: "maintenance.upgrade", verb: .operate, targets: .hosts,
      parameters: [ParameterSignature("setting", .text, help: "a flag that it changes")],
      needs: [.namespaces, .etcd], summary: "restarts members one by one",
      proof: "each serves again"),
    StepSignature(
      kind: "operator.old-snapshot", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "taken", .step("backup.take"), isRequired: true, help: "the step that took it"),
        ParameterSignature("full-restart", .flag, help: "whether all are restarted"),
      ], needs: [.namespaces, .etcd], summary: "restores a snapshot on one member",
      proof: "it serves"),
    hosts("backup.take", .operate, "takes a backup of a member"),
    hosts("operator.stale-member", .operate, "starts a member without its data"),
    hosts("operator.force-new-cluster", .operate, "makes a cluster of this member alone"),
  ]

  static let full = Catalogue(
    signatures: signatures, notYet: ["disk.full": "the disk layer cannot fill up yet"])

  static func topology(_ count: Int = 3) -> Topology {
    Topology(
      hosts: (1...count).map { HostName(rawValue: "n\($0)") },
      capabilities: Set(Capability.allCases))
  }

  private static func hosts(
    _ kind: String, _ verb: StepSignature.Verb, _ summary: String
  ) -> StepSignature {
    StepSignature(
      kind: kind, verb: verb, targets: .hosts, parameters: [], needs: [.etcd], summary: summary,
      proof: "the state of the processes")
  }
}
