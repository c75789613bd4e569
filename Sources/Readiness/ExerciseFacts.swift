package import Vocabulary

/// Everything that the rubric reads, as values: recorded facts, and no scores.
///
/// Shape: offsets from the start of the exercise; every fact names the timeline events it rests on.
/// Units: nanoseconds; confidences 0…1.
package struct ExerciseFacts: Sendable, Equatable {
  /// Who played blue: `people`, `runbook:<name>` or `none`.
  package var responder: String = "people"
  /// The first scored fault; nil where it never took effect.
  package var onset: Onset?
  /// Alerts and reports that reached blue.
  package var detections: [Detection] = []
  /// Whether white told blue that there is trouble, and when.
  package var hints: [Hint] = []
  /// Blue's beliefs in the order they were posted.
  package var hypotheses: [Hypothesis] = []
  /// Posted responses, and commands that stand for one.
  package var decisions: [Decision] = []
  /// Executed commands.
  package var commands: [Command] = []
  /// Wrong hypotheses that a mutating command followed, once each.
  package var wrongActed: [Moment] = []
  /// How the containment predicate held.
  package var containment = Containment()
  /// What automation told blue, where automation contained the fault.
  package var automationNotice: Notice?
  /// Evidence of loss that the response caused; nil where it caused none.
  package var lossByResponse: Moment?
  /// Evidence that the response spread the fault; nil where it did not.
  package var widenedByResponse: Moment?
  /// When the exercise was broken off, and whether blue's action made it so.
  package var abort: Abort?
  /// A real incident that superseded the exercise.
  package var superseded: Moment?
  /// Somebody reported that blue knew.
  package var leak: Moment?
  /// When a person first took an alert that counts.
  package var acknowledged: Moment?
  /// What people had to grade, and how far they agree.
  package var grading = GradeSheet()
  /// Nothing was to be injected: an exercise that measures false alarms.
  package var isSham = false
  /// In a sham: what blue declared, believed and changed although nothing was wrong.
  package var falseAlarms: [FalseAlarm] = []
  /// The end of the window.
  package var windowEndNs: Nanoseconds = .zero
  /// ± of any duration between two sources.
  package var clockErrorNs: Nanoseconds = .zero
  /// The steps that a clean response takes; nil takes the rubric's.
  package var expectedSteps: Int?

  /// No facts yet.
  package init() {}

  /// An instant with the timeline events that show it.
  package struct Moment: Sendable, Equatable {
    /// When.
    package var timeNs: Nanoseconds
    /// Sequence numbers of the timeline events that show it.
    package var evidence: [Int]
    /// An instant of the timeline.
    package init(_ timeNs: Nanoseconds, evidence: [Int] = []) {
      self.timeNs = timeNs
      self.evidence = evidence
    }
  }

  /// T0 and how it is known.
  package struct Onset: Sendable, Equatable {
    /// When a probe confirmed the fault, or when it was acknowledged where none did.
    package var moment: Moment
    /// When it was commanded: nothing earlier can be its consequence.
    package var commandedNs: Nanoseconds
    /// Whether a probe confirmed it.
    package var isVerified: Bool
    /// A scored fault that began.
    package init(_ moment: Moment, commandedNs: Nanoseconds, isVerified: Bool = true) {
      self.moment = moment
      self.commandedNs = commandedNs
      self.isVerified = isVerified
    }
  }

  /// An alert, a customer's report, or blue's own declaration of trouble.
  package struct Detection: Sendable, Equatable {
    /// Where a detection came from; the raw values are those of `Score.Times.t1Source`.
    package enum Source: String, Sendable, CaseIterable { case alert, human, customer, automation }
    /// Where it came from.
    package var source: Source
    /// When it was delivered to blue; nil where an alert fired and nobody was told.
    package var notified: Moment?
    /// When the signal began.
    package var signalNs: Nanoseconds
    /// Meets the signatures; for a declaration, names a scope inside the fault's footprint.
    package var isRelevant: Bool
    /// Changed labels, severity or scope after T0, for an alert that began before.
    package var hasNewInformation = false
    /// The alert's name, for people.
    package var name: String
    /// A delivered signal; `signalNs` nil is the time of delivery.
    package init(
      _ source: Source, at notified: Moment?, signalNs: Nanoseconds? = nil,
      isRelevant: Bool = true, name: String = ""
    ) {
      self.source = source
      self.notified = notified
      self.signalNs = signalNs ?? notified?.timeNs ?? .zero
      self.isRelevant = isRelevant
      self.name = name
    }
  }

  /// Help from white, which costs blue the bit it helped.
  package struct Hint: Sendable, Equatable {
    /// The bit that the help cost.
    package enum Subject: String, Sendable, CaseIterable { case detection, diagnosis }
    /// What it gave away.
    package var subject: Subject
    /// When it was given.
    package var moment: Moment
    /// Help that was given.
    package init(_ subject: Subject, at moment: Moment) {
      self.subject = subject
      self.moment = moment
    }
  }

  /// One belief of blue's with its grade.
  package struct Hypothesis: Sendable, Equatable {
    /// How right a hypothesis is, worst first.
    package enum Grade: Int, Sendable, Comparable, CaseIterable {
      case wrong, partial, partialScope, correct
      /// For people.
      package var words: String {
        switch self {
        case .wrong: "wrong"
        case .partial: "right in part"
        case .partialScope: "the right place"
        case .correct: "correct"
        }
      }
      /// Orders from wrong to correct.
      package static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
    }
    /// Against the scenario's truth.
    package var grade: Grade
    /// When it was posted.
    package var posted: Moment
    /// As blue stated it.
    package var confidence: Double
    /// When fitting evidence stood beside it; nil where none did.
    package var evidenceNs: Nanoseconds?
    /// When blue took it back or believed something else more; nil where blue kept it.
    package var droppedNs: Nanoseconds?
    /// What it says, for people.
    package var text: String
    /// A posted belief; evidence stands from the posting unless said otherwise.
    package init(
      _ grade: Grade, posted: Moment, confidence: Double, evidenceNs: Nanoseconds?,
      droppedNs: Nanoseconds? = nil, text: String = ""
    ) {
      self.grade = grade
      self.posted = posted
      self.confidence = confidence
      self.evidenceNs = evidenceNs
      self.droppedNs = droppedNs
      self.text = text
    }
  }

  /// A chosen response.
  package struct Decision: Sendable, Equatable {
    /// As blue wrote it.
    package var response: String
    /// By the mission's key.
    package var responseClass: ResponseClass
    /// Whether it can be taken back.
    package var isReversible: Bool
    /// When it was posted, or first carried out where it never was.
    package var posted: Moment
    /// When a command carried it out with success; nil where none did.
    package var executedNs: Nanoseconds?
    /// The choice to leave the system to itself, which no command carries out.
    package var isWaiting = false
    /// Whether it was said before it was done; a command without a decision was not.
    package var isAnnounced = true
    /// A choice with its class.
    package init(
      _ response: String, _ responseClass: ResponseClass, isReversible: Bool = true,
      posted: Moment, executedNs: Nanoseconds?
    ) {
      self.response = response
      self.responseClass = responseClass
      self.isReversible = isReversible
      self.posted = posted
      self.executedNs = executedNs
    }
  }

  /// An executed command and what was wrong with it.
  package struct Command: Sendable, Equatable {
    /// What can be wrong with a command, by its weight in the rubric.
    package enum Mistake: String, Sendable, CaseIterable {
      case typoCaught, failed, uncalledFor, wrongTargetStopped, wrongTargetWithEffect
      case irreversibleUncalledFor
    }
    /// What was run, for people.
    package var text: String
    /// Whether it changes anything; read-only commands never cost points.
    package var isMutating: Bool
    /// What was wrong with it; nil where nothing was.
    package var mistake: Mistake?
    /// When it was executed.
    package var moment: Moment
    /// A command with its weight class.
    package init(_ text: String, isMutating: Bool, mistake: Mistake? = nil, at moment: Moment) {
      self.text = text
      self.isMutating = isMutating
      self.mistake = mistake
      self.moment = moment
    }
  }

  /// Whether the responder changed anything, or tried to: what fails may do harm as well.
  package var hasActed: Bool { commands.contains(where: \.isMutating) }

  /// What automation told blue.
  package struct Notice: Sendable, Equatable {
    /// When it reached blue.
    package var moment: Moment
    /// Whether it names the true mechanism and location.
    package var namesRightCause: Bool
    /// A notice.
    package init(at moment: Moment, namesRightCause: Bool) {
      self.moment = moment
      self.namesRightCause = namesRightCause
    }
  }

  /// A premature end.
  package struct Abort: Sendable, Equatable {
    /// When everything was stopped.
    package var moment: Moment
    /// Whether blue's action made it necessary.
    package var isCausedByResponse: Bool
    /// A premature end.
    package init(at moment: Moment, isCausedByResponse: Bool = false) {
      self.moment = moment
      self.isCausedByResponse = isCausedByResponse
    }
  }
}

extension ExerciseFacts {
  /// The same facts by time, so that the order in which they were gathered changes nothing.
  var inOrder: ExerciseFacts {
    func key(_ moment: Moment?) -> (Nanoseconds, Int) {
      (moment?.timeNs ?? .zero, moment?.evidence.first ?? 0)
    }
    var facts = self
    facts.detections.sort { key($0.notified) < key($1.notified) }
    facts.hints.sort { key($0.moment) < key($1.moment) }
    facts.hypotheses.sort { key($0.posted) < key($1.posted) }
    facts.decisions.sort { key($0.posted) < key($1.posted) }
    facts.commands.sort { key($0.moment) < key($1.moment) }
    facts.wrongActed.sort { key($0) < key($1) }
    facts.containment.held.sort { $0.start < $1.start }
    return facts
  }
}

extension ExerciseFacts.Decision {
  /// Whether the mission's key calls it preferred or acceptable.
  var isSound: Bool { responseClass == .preferred || responseClass == .acceptable }
}
