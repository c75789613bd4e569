package import Vocabulary

/// What red and white see; fields that only white may have are nil for red.
package struct ControlView: Sendable, Equatable, Codable {
  /// What every role may know.
  package var header: ExerciseHeader
  /// Whose page it is.
  package var role: Role
  /// Exactly what blue sees now.
  package var blue: BlueView
  /// The mission in words.
  package var mission: ShownMission
  /// The plan's steps, in its order.
  package var steps: [ShownStep]
  /// Everything so far, on one clock.
  package var events: [TimelineEvent]
  /// Limits and how near they are.
  package var gauges: [Gauge]
  /// White: the go / no-go list.
  package var preflight: [PreflightItem]?
  /// White: who is here; names and roles, never tokens.
  package var people: [ShownPerson]?
  /// White: what waits for a grade by this rater, blind to the other.
  package var grading: [GradingItem]?
  /// White: what is missing before the seal.
  package var missing: [String]?
  /// A change of plan that waits for white.
  package var proposal: ShownProposal?
  /// Blue's terminals, oldest first.
  package var terminals: [ShownTerminal]
  /// White: how far the twin has come.
  package var twin: ShownTwin?

  /// A red or white page.
  package init(
    header: ExerciseHeader, role: Role, blue: BlueView, mission: ShownMission, steps: [ShownStep],
    events: [TimelineEvent], gauges: [Gauge], preflight: [PreflightItem]?,
    people: [ShownPerson]?, grading: [GradingItem]?, missing: [String]?,
    proposal: ShownProposal? = nil, terminals: [ShownTerminal] = []
  ) {
    self.header = header
    self.role = role
    self.blue = blue
    self.mission = mission
    self.steps = steps
    self.events = events
    self.gauges = gauges
    self.preflight = preflight
    self.people = people
    self.grading = grading
    self.missing = missing
    self.proposal = proposal
    self.terminals = terminals
  }
}

/// The mission in words, for red and white.
package struct ShownMission: Sendable, Equatable, Codable {
  /// The mission's name.
  package var name: String
  /// Its title.
  package var title: String
  /// What it expects to find.
  package var hypothesis: String
  /// The plan in plain English.
  package var plan: String
  /// What the right hypothesis names.
  package var truth: BlueBrief.Truth
  /// How responses are graded.
  package var responses: BlueBrief.ResponseKey
  /// Whether it is a sham: nothing is injected, to measure false alarms.
  package var isSham: Bool

  /// A mission in words.
  package init(
    name: String, title: String, hypothesis: String, plan: String, truth: BlueBrief.Truth,
    responses: BlueBrief.ResponseKey, isSham: Bool
  ) {
    self.name = name
    self.title = title
    self.hypothesis = hypothesis
    self.plan = plan
    self.truth = truth
    self.responses = responses
    self.isSham = isSham
  }
}

/// One step with its three times.
package struct ShownStep: Sendable, Equatable, Codable {
  /// Unique within the plan.
  package var name: StepName
  /// The kind of fault or operation.
  package var kind: String
  /// The hosts it acts on.
  package var targets: [HostName]
  /// `waiting`, `held`, `commanded`, `effective`, `healed`, `skipped`, `unproved`.
  package var state: String
  /// In words: `at 5 s`, `4 s after removal`.
  package var due: String
  /// Until it starts, where that is known.
  package var inNs: Nanoseconds?
  /// When the controller asked for it.
  package var commandedNs: Nanoseconds?
  /// When the agent had carried it out.
  package var acknowledgedNs: Nanoseconds?
  /// When a probe saw its effect.
  package var effectiveNs: Nanoseconds?
  /// When a probe saw that it is gone.
  package var healedNs: Nanoseconds?

  /// A step as it stands.
  package init(
    name: StepName, kind: String, targets: [HostName], state: String, due: String,
    inNs: Nanoseconds?, commandedNs: Nanoseconds?, acknowledgedNs: Nanoseconds?,
    effectiveNs: Nanoseconds?, healedNs: Nanoseconds?
  ) {
    self.name = name
    self.kind = kind
    self.targets = targets
    self.state = state
    self.due = due
    self.inNs = inNs
    self.commandedNs = commandedNs
    self.acknowledgedNs = acknowledgedNs
    self.effectiveNs = effectiveNs
    self.healedNs = healedNs
  }
}

/// One measured thing against its limit.
package struct Gauge: Sendable, Equatable, Codable {
  /// What is measured.
  package var label: String
  /// With its unit, for people.
  package var value: String
  /// 0 is far from the limit, 1 is at it; nil where it is unknown.
  package var share: Double?

  /// A gauge.
  package init(label: String, value: String, share: Double?) {
    self.label = label
    self.value = value
    self.share = share
  }
}

/// One line of the go / no-go list.
package struct PreflightItem: Sendable, Equatable, Codable {
  /// By which a person confirms it.
  package var id: String
  /// What has to be so.
  package var title: String
  /// nil while it is being looked at.
  package var isGo: Bool?
  /// What was seen, or what to do.
  package var detail: String
  /// Whether a person must say so.
  package var byPerson: Bool

  /// A line.
  package init(id: String, title: String, isGo: Bool?, detail: String, byPerson: Bool) {
    self.id = id
    self.title = title
    self.isGo = isGo
    self.detail = detail
    self.byPerson = byPerson
  }
}

/// A person as white sees them.
package struct ShownPerson: Sendable, Equatable, Codable {
  /// As on every page.
  package var name: String
  /// The one role.
  package var role: Role
  /// Whether the invitation was used.
  package var hasJoined: Bool

  /// A person.
  package init(name: String, role: Role, hasJoined: Bool) {
    self.name = name
    self.role = role
    self.hasJoined = hasJoined
  }
}

/// Something that two raters grade.
package struct GradingItem: Sendable, Equatable, Codable {
  /// The event's number in the timeline, as text.
  package var subject: String
  /// What is to be graded, in blue's words.
  package var text: String
  /// `hypothesis` or `decision`.
  package var kind: String
  /// What may be given.
  package var grades: [String]
  /// This rater's own grade; the other's is not here before both are in.
  package var own: String?
  /// How many raters have graded it.
  package var count: Int

  /// An item.
  package init(
    subject: String, text: String, kind: String, grades: [String], own: String?, count: Int
  ) {
    self.subject = subject
    self.text = text
    self.kind = kind
    self.grades = grades
    self.own = own
    self.count = count
  }
}
