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
    Upgrade(),
    ChangeSetting(),
    RemoveMember(),
    AddMember(),
    RestartMember(),
    ForceNewCluster(),
    PauseFailover(),
    ResumeFailover(),
    LoseMonitoring(),
    StaleMember(),
    OldSnapshot(),
    RewindMember(),
    WrongCluster(),
    TakeBackup(),
    MarkLog(),
    RestoreBackup(),
  ]

  /// Kinds of the mission language that no range executes yet, each with the reason it is refused.
  package static let notYet: [String: String] = [:]

  /// Triggers and keys of the mission language that no range observes or does yet, with the reason.
  package static let notObserved: [String: String] = [
    "lag": "no range measures yet how far a replica is behind; members of etcd only vote",
    "backup running": "a backup here is over before a trigger could see it",
    "blue.loses.logs": "a scripted responder reads none, and no people play yet",
    "blue.loses.terminals": "a scripted responder has none, and no people play yet",
  ]

  /// The fault of that kind.
  package static func fault(_ kind: String) -> (any Fault)? {
    all.first { $0.signature.kind == kind }
  }

  /// Why a step compiles to nothing there, for whoever wanted it.
  package static func refusal(of step: PlannedStep, on cluster: ClusterFacts) -> String {
    guard let hint = fault(step.kind)?.signature.databases?.hint(on: cluster.kind) else {
      return "there is no injector for \(step.kind) on \(cluster.kind)"
    }
    return "\(cluster.kind) has no \(step.kind): \(hint)"
  }

  /// Compiles a planned step; nil where the step is a cue, a wait or a heal.
  ///
  /// Nil as well where the cluster's database has no words for what an operator should do.
  package static func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault? {
    guard step.verb == .inject || step.verb == .operate else { return nil }
    guard let compiled = fault(step.kind)?.compile(step, on: cluster) else { return nil }
    return compiled.actions.isEmpty ? nil : compiled
  }
}
