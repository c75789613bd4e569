/// Events of a live exercise's twin and of alerts that a sender left out.
extension TimelineEvent.Kind {
  /// white: the twin is being played; fields `horizon_ns`, `by`.
  package static let twinBegan: Self = "twin.began"
  /// white: the twin is whole and lies in the folder; fields `horizon_ns`.
  package static let twinPlayed: Self = "twin.played"
  /// white: the twin came to nothing and was thrown away; fields `reason`.
  package static let twinFailed: Self = "twin.failed"

  /// system: a sender said that it left alerts out; fields `source`, `left_out`, `body`.
  package static let alertsLeftOut: Self = "alerts.left-out"
  /// system: they were asked for and came; fields `source`, `attempts`, `alerts`, `new`, `body`.
  package static let alertsPulled: Self = "alerts.pulled"
  /// system: nobody could say what they are; fields `source`, `attempts`, `reason`.
  package static let alertsPullFailed: Self = "alerts.pull-failed"
}
