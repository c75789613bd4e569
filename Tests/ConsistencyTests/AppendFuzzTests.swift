import Histories
import Testing
import Vocabulary

@testable import Consistency

/// Chains of appends against trying every order.
@Suite struct AppendFuzzTests {
  @Test(arguments: [
    ("honest", 0.0, false), ("some lies", 0.15, false), ("many lies", 0.5, false),
    ("ambiguous pieces", 0.15, true),
  ])
  func `Chains, search and checker agree with trying every order`(
    _ name: String, _ lies: Double, _ isAmbiguous: Bool
  ) {
    var random = SeededRandom(seed: 11, purpose: "appends " + name)
    var decided = 0
    var invalid = 0
    for round in 0..<Samples.rounds {
      let history = Self.history(lies: lies, isAmbiguous, &random)
      let truth = Self.isLinearizable(history)
      if !truth { invalid += 1 }
      let key = KeyOperations(RegisterRows(history), key: 0)
      var zones = ZoneCheck()
      switch AppendChains.check(key, history, &zones) {
      case .valid:
        decided += 1
        #expect(truth, "\(name) \(round): chains say valid")
      case .invalid:
        decided += 1
        #expect(!truth, "\(name) \(round): chains say invalid")
      case .undecided: break
      }
      let verdict = LinearizableRegister().check(history)
      #expect(verdict.result == (truth ? .valid : .invalid), "\(name) \(round): checker")
      let shown = verdict.anomalies.first?.witness.count ?? 0
      #expect(truth || shown > 0, "\(name) \(round): witness")
      if lies == 0 { #expect(truth, "an honest text is linearizable") }
    }
    if !isAmbiguous { #expect(decided * 2 > Samples.rounds, "chains decided \(decided)") }
    if lies > 0 { #expect(invalid * 20 > Samples.rounds, "only \(invalid) were invalid") }
  }

  /// A history of one key with puts, appends and reads, some of whose answers are made up.
  private static func history(
    lies: Double, _ isAmbiguous: Bool, _ random: inout SeededRandom
  ) -> History {
    var history = History()
    history.keys = ["k"]
    var numbers: [String: Int64] = [:]
    func number(_ text: String) -> Int64 {
      if let number = numbers[text] { return number }
      numbers[text] = Int64(history.texts.count)
      history.texts.append(text)
      return Int64(history.texts.count - 1)
    }
    var state = ""
    var past = [""]
    var time: Int64 = 0
    var begun = 0
    var open: [(number: OperationNumber, seen: String?, done: Bool)] = []
    while begun < 8 || !open.isEmpty {
      time += 1
      let now = Nanoseconds(rawValue: time)
      let move = random.below(3)
      if move == 0, begun < 8, open.count < 4 {
        begun += 1
        let kind: OperationKind = [.read, .read, .append, .append, .append, .write][random.below(6)]
        let piece = isAmbiguous ? ["a", "b", "ab"][random.below(3)] : "<\(begun)>"
        let argument = kind == .read ? nil : number(piece)
        open.append(
          (
            history.invoke(process: begun, kind: kind, key: 0, argument: argument, at: now), nil,
            false
          ))
      } else if move == 1,
        let place = open.indices.filter({ !open[$0].done }).randomElement(using: &random)
      {
        open[place].done = true
        let operation = history.operations[open[place].number.index]
        let text = operation.argument.map { history.texts[Int($0)] } ?? ""
        if random.below(8) == 0 { continue }  // It never takes effect.
        switch operation.kind {
        case .read: open[place].seen = state
        case .append: state += text
        default: state = text
        }
        past.append(state)
      } else if move == 2,
        let place = open.indices.filter({ open[$0].done }).randomElement(using: &random)
      {
        let (operation, seen, _) = open.remove(at: place)
        let isRead = history.operations[operation.index].kind == .read
        let fate = random.below(10)
        // A write that did not take effect is told so, or nobody hears of it.
        let took = isRead ? seen != nil : past.contains { $0.hasSuffix(text(operation, history)) }
        if fate == 0 { continue }
        if !took || fate == 1 {
          history.complete(operation, outcome: isRead || took ? .info : .fail, at: now)
          continue
        }
        var answer = seen
        if isRead, random.unit() < lies { answer = past.randomElement(using: &random) }
        history.complete(operation, outcome: .ok, value: isRead ? answer.map(number) : nil, at: now)
      }
    }
    return history
  }

  private static func text(_ number: OperationNumber, _ history: History) -> String {
    history.texts[Int(history.operations[number.index].argument ?? 0)]
  }

  /// Tries every order; the key begins as the empty text.
  private static func isLinearizable(_ history: History) -> Bool {
    place(
      history.operations.filter {
        $0.outcome != .fail && !($0.kind == .read && $0.outcome == .info)
      }, "", history)
  }

  private static func place(_ rest: [Operation], _ state: String, _ history: History) -> Bool {
    if rest.allSatisfy({ $0.outcome == .info }) { return true }
    let limit = rest.filter { $0.outcome == .ok }.map(\.completedAt).min() ?? .max
    for (index, operation) in rest.enumerated() where operation.invokedAt < limit {
      let text =
        (operation.kind == .read ? operation.value : operation.argument)
        .map { history.texts[Int($0)] } ?? ""
      if operation.kind == .read, text != state { continue }
      var fewer = rest
      fewer.remove(at: index)
      let next =
        switch operation.kind {
        case .read: state
        case .append: state + text
        default: text
        }
      if place(fewer, next, history) { return true }
    }
    return false
  }
}
