import Vocabulary

/// What Prometheus sees of members, in PromQL: the parts that the rules of all databases share.
struct MemberSight {
  let source: MetricsSource
  let look: Nanoseconds

  init(_ source: MetricsSource, every look: Nanoseconds) {
    self.source = source
    self.look = look
  }

  /// So many looks, as the range of a selector.
  func window(_ looks: Int64) -> String { StandingRules.window(look, looks) }

  /// By `host`, whether the job was reached within the last ten looks.
  func heard(_ job: MetricsSource.Job) -> String {
    source.reached(job) { "max_over_time(\($0)[\(window(10))])" }
  }

  /// Members that refuse at once, or have not answered for ten looks.
  ///
  /// A busy machine lets a look run into its time limit, and that alone is no loss of a member.
  func silent(_ job: MetricsSource.Job) -> String {
    let quick = StandingRules.seconds(Nanoseconds(rawValue: look.rawValue / 2))
    return "((\(source.reached(job)) == 0 and on (host) "
      + "max by (host) (scrape_duration_seconds{job=\"\(job.name)\"}) < \(quick)) or "
      + "\(heard(job)) == 0)"
  }

  /// Of every member it is known what became of it: it answers, refuses, or is silent for good.
  ///
  /// Who is merely late may be the one that others are about to miss.
  var knowsAll: String {
    let asked = source.reached(source.database)
    return "(count(\(asked) == 1 or \(silent(source.database))) == count(\(asked)))"
  }

  /// No member can be asked, and yet writes come back: it is the monitoring that sees nothing.
  var isBlind: String {
    "(max(\(source.reached(source.database))) == 0 and on () "
      + "\(StandingRules.writesPass(every: look)))"
  }

  /// Members that do not answer, unless nobody can be asked while all is well.
  var lost: String { "(\(silent(source.database)) unless on () \(isBlind))" }

  /// The alert about the eye itself.
  var metricsLost: AlertRule {
    AlertRule(
      "MetricsLost", isBlind, holdNs: look.times(6), keepNs: look.times(5), severity: .ticket,
      summary: "no member can be scraped, and the application's writes succeed")
  }
}
