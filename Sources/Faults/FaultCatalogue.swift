package import Vocabulary

/// All kinds that a mission may use: adding one is one file and one line here.
package enum FaultCatalogue {
  /// In the order in which `cygnet fault list` shows them.
  package static let all: [any Fault] = [
    NetworkCut(),
    NetworkDelay(),
    NetworkLoss(),
    NetworkRate(),
    NetworkDuplicate(),
    NetworkReorder(),
    NetworkCorrupt(),
    SlowDisk(),
    FailingDisk(),
    FullDisk(),
    StalledDisk(),
    LostSync(),
    TornWrites(),
    RottenDisk(),
    StepClock(),
    DriftClock(),
    StrobeClock(),
    KillProcess(),
    PauseProcess(),
    RestartProcess(),
    CrashLoop(),
    StarvedProcessor(),
    ScarceMemory(),
    ScarceFiles(),
    CrashHost(),
    StopForMaintenance(),
    StartAfterMaintenance(),
    RestartMember(),
    ForceNewCluster(),
    LoseMonitoring(),
  ]

  /// Kinds of the mission language that no range executes yet, each with the reason it is refused.
  package static let notYet: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "maintenance.upgrade", "maintenance.remove-member",
      "maintenance.add-member", "operator.stale-member", "operator.old-snapshot",
      "operator.wrong-cluster", "operator.wrong-restore",
    ].map { ($0, "this version of cygnet has no injector and no proof for it") })

  /// Triggers and keys of the mission language that no range observes or does yet, with the reason.
  package static let notObserved: [String: String] = [
    "lag": "etcd has no replica that lags, only members that vote",
    "backup running": "this version of cygnet takes no backups",
    "blue.loses.logs": "a scripted responder reads none, and no people play yet",
    "blue.loses.terminals": "a scripted responder has none, and no people play yet",
  ]

  /// The fault of that kind.
  package static func fault(_ kind: String) -> (any Fault)? {
    all.first { $0.signature.kind == kind }
  }

  /// Compiles a planned step; nil where the step is a cue, a wait or a heal.
  package static func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault? {
    guard step.verb == .inject || step.verb == .operate else { return nil }
    return fault(step.kind)?.compile(step, on: cluster)
  }
}
