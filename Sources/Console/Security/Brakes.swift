import Exercises
import Synchronization
import Vocabulary

/// How fast strangers may try what only insiders know.
final class Brakes: Sendable {
  private let joining = Mutex(RateLimiter(burst: 20, perSecond: 0.5))
  private let alerts = Mutex(RateLimiter(burst: 20_000, perSecond: 2_000))
  private let wrongAlerts = Mutex(RateLimiter(burst: 30, perSecond: 1))
  private let commands = Mutex(RateLimiter(burst: 600, perSecond: 10))
  private let reviews = Mutex(RateLimiter(burst: 30, perSecond: 3))
  private let scrapes = Mutex(RateLimiter(burst: 20, perSecond: 1))
  private let readings = Mutex(RateLimiter(burst: 120, perSecond: 5))
  private let clock: @Sendable () -> Nanoseconds

  init(clock: @escaping @Sendable () -> Nanoseconds) { self.clock = clock }

  /// One attempt to use an invitation; right ones count, too, or the answer would tell them apart.
  func checkJoin(_ code: String) throws(Refusal) {
    let now = clock()
    guard joining.withLock({ $0.allows(code, now: now) }) else { throw Self.slower }
  }

  /// One delivery of a sender; senders may be fast, for storms of alerts are what alerts do.
  func checkAlert(_ code: String) throws(Refusal) {
    let now = clock()
    guard alerts.withLock({ $0.allows(code, now: now) }) else { throw Self.slower }
  }

  /// One delivery with a wrong token; returns what to answer.
  func wrongAlert(_ code: String, _ refusal: Refusal) -> Refusal {
    let now = clock()
    return wrongAlerts.withLock { $0.allows(code, now: now) } ? refusal : Self.slower
  }

  /// One command of a person; what stops an exercise is never too much.
  func checkCommand(_ command: ExerciseCommand, by person: Participant, code: String)
    throws(Refusal)
  {
    switch command {
    case .abort, .realIncident, .stopWord, .pause, .finish: return
    default: break
    }
    let now = clock()
    let key = "\(code)/\(person.role.rawValue)/\(person.name)"
    guard commands.withLock({ $0.allows(key, now: now) }) else { throw Self.slower }
  }

  /// One text that somebody wants read as a mission, which costs more than showing a page.
  func checkReview(_ visitor: Visitor) throws(Refusal) {
    let now = clock()
    let key = "\(visitor.code)/\(visitor.person.name)"
    guard reviews.withLock({ $0.allows(key, now: now) }) else { throw Self.slower }
  }

  /// One look at the numbers, for which the ledger is read.
  func checkScrape() throws(Refusal) {
    let now = clock()
    guard scrapes.withLock({ $0.allows("metrics", now: now) }) else { throw Self.slower }
  }

  /// One look at a program, which reads files and an index.
  func checkReading(_ name: String) throws(Refusal) {
    let now = clock()
    guard readings.withLock({ $0.allows(name, now: now) }) else { throw Self.slower }
  }

  private static let slower = Refusal(
    .limited, "too many attempts, too fast", hint: "wait a few seconds")
}
