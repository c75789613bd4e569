/// How Prometheus comes by the metrics of a database's members.
///
/// Shape: each member serves them itself, or an exporter beside Prometheus asks the members and
///        answers in their place. The exporter answers for dead members, too: that one is dead
///        stands in a metric of its own, and no longer in `up`.
package struct MetricsSource: Sendable, Equatable {
  /// What is asked on each member's host; the first is the database itself.
  package var jobs: [Job]
  /// The metrics that rules and dashboards use, as patterns; all others are dropped.
  package var kept: [String]
  /// What asks the members in Prometheus's place; nil where they serve `/metrics` themselves.
  package var exporter: Exporter?

  /// One program that runs on each member's host.
  package struct Job: Sendable, Equatable {
    /// The label `job` of its metrics.
    package var name: String
    /// The port on which it is asked.
    package var port: Int

    /// A program.
    package init(name: String, port: Int) {
      self.name = name
      self.port = port
    }
  }

  /// A program that asks members, and answers with their metrics.
  ///
  /// Shape: one process asks whomever `/scrape?target=` names; or each member has a process that
  ///        knows from its environment whom it asks.
  package struct Exporter: Sendable, Equatable {
    /// What the program may be called; the first is Debian's name, of its package as well.
    package var programs: [String]
    /// Its arguments, but for where it listens.
    package var arguments: [String]
    /// The port of its only process, or of the first member's; the others' are the next ones.
    package var port: Int
    /// The metric that is 1 where the target was reached, and else 0.
    package var up: String
    /// `NAME=value` that tells a process of its only member, `%` for address and port; nil where
    /// one process asks all.
    package var variable: String?

    /// An exporter.
    package init(
      programs: [String], arguments: [String], port: Int, up: String, variable: String? = nil
    ) {
      self.programs = programs
      self.arguments = arguments
      self.port = port
      self.up = up
      self.variable = variable
    }
  }

  /// A source.
  package init(jobs: [Job], kept: [String], exporter: Exporter? = nil) {
    precondition(!jobs.isEmpty, "a database that is watched has something to ask")
    self.jobs = jobs
    self.kept = kept
    self.exporter = exporter
  }

  /// The database itself.
  package var database: Job { jobs[0] }

  /// PromQL: by `host`, 1 where the job was reached at the last look, and else 0.
  ///
  /// A look that runs out of time leaves no metric of the exporter's, and `up` is 0 then.
  package func reached(_ job: Job) -> String { reached(job) { $0 } }

  /// PromQL: how many of all that is asked were reached at the last look.
  package var reachedTargets: String {
    jobs.map { "sum(\(reached($0)))" }.joined(separator: " + ")
  }

  /// The same of what a function of PromQL makes of each metric.
  func reached(_ job: Job, _ function: (String) -> String) -> String {
    let label = "{job=\"\(job.name)\"}"
    let asked = function("up\(label)")
    guard let exporter else { return "max by (host) (\(asked))" }
    return "max by (host) (\(function(exporter.up + label)) or on (host) \(asked))"
  }
}
