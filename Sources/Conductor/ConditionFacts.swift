package import Vocabulary

/// What triggers and runbooks may look at, at one moment of an exercise.
///
/// Units: times are offsets from the start of the exercise.
package struct ConditionFacts: Sendable, Equatable {
  /// The leader as probes see it.
  package var leader: HostName?
  /// Who led before the leader, or led last where there is none.
  package var formerLeader: HostName?
  /// When the leader last became another one.
  package var leaderChangedAt: Nanoseconds?
  /// Members that may still fail.
  package var redundancy: Int?
  /// Share of writes acknowledged over the last second; nil before the first.
  package var writeSuccess: Double?
  /// Alerts that fire, with the time of their start.
  package var alerts: [AlertRules.Alert: Nanoseconds] = [:]
  /// When a cue was last sent.
  package var cuedAt: Nanoseconds?
  /// When blue first decided something.
  package var decidedAt: Nanoseconds?
  /// When each step took effect.
  package var effective: [StepName: Nanoseconds] = [:]
  /// All members.
  package var members: [HostName]
  /// Members whose process does not run or does not answer.
  package var silent: [HostName] = []
  /// Members that answer and know a leader.
  package var serving: [HostName] = []
  /// Hosts of a second cluster that looks like the target; empty where none stands.
  package var lookAlikes: [HostName] = []

  /// Nothing known yet.
  package init(members: [HostName]) { self.members = members }

  /// Whether an alert that fires names the host.
  package func isAlerted(_ host: HostName) -> Bool { alerts.keys.contains { $0.host == host } }

  /// Whether the condition holds, counting only what happened since `anchor` where it is an event.
  package func holds(_ condition: Condition, since anchor: Nanoseconds) -> Bool {
    switch condition {
    case .exerciseStarted: true
    case .cueSent: cuedAt.map { $0 >= anchor } ?? false
    case .leaderChanged: leaderChangedAt.map { $0 >= anchor } ?? false
    case .noLeader: leader == nil
    case .quorumMinimum: redundancy == 0
    case .alert(let name): alerts.keys.contains { $0.name == name }
    case .blueDecided: decidedAt.map { $0 >= anchor } ?? false
    case .writeSuccessBelow(let ratio): writeSuccess.map { $0 < ratio } ?? false
    case .stepEffective(let step): effective[step] != nil
    case .lag, .backupRunning: false
    }
  }
}
