import Histories
import Vocabulary

/// Random small histories of transactions as databases of several kinds would give them.
struct TransactionSamples {
  /// How the database treats its transactions.
  enum Database: CaseIterable {
    /// Each takes effect at one moment.
    case serial
    /// Each reads what was there when it began and writes when it commits.
    case snapshot
    /// As that, but of some moment before it began.
    case stale
    /// Each micro-operation takes effect by itself; an aborted transaction leaves what it wrote.
    case interleaved
  }

  var database: Database
  var objects: TransactionObjects
  var transactions = 5
  var keys = 2
  var lies = 0.05

  private struct Running {
    var number: Int
    var process: Int
    var micros: [(isWrite: Bool, key: Int, value: Int64)]
    var done = 0
    var view: [[Int64]]
    var seen: [Int: [Int64]] = [:]
    var takesEffect: Bool
  }

  private typealias State = [[Int64]]

  init(_ database: Database, _ objects: TransactionObjects, lies: Double) {
    self.database = database
    self.objects = objects
    self.lies = lies
  }

  func history(_ random: inout SeededRandom) -> TransactionHistory {
    var builder = TransactionBuilder()
    _ = builder.settle(objects)
    let names = (0..<keys).map { builder.key("k\($0)") }
    var state = State(repeating: [], count: keys)
    var states = [state]
    var running: [Running] = []
    var free = [0, 1, 2]
    var processes = 3
    var value: Int64 = 0
    var time: Int64 = 0
    var begun = 0
    while begun < transactions || !running.isEmpty {
      time += 1
      let now = Nanoseconds(rawValue: time)
      if begun < transactions, !free.isEmpty, running.isEmpty || random.below(3) == 0 {
        begun += 1
        let process = free.remove(at: random.below(free.count))
        let number = builder.begin(process: process, at: now)
        var micros: [(isWrite: Bool, key: Int, value: Int64)] = []
        for _ in 0...random.below(3) {
          let (isWrite, key) = (random.below(2) == 0, random.below(keys))
          value += isWrite ? 1 : 0
          micros.append((isWrite, key, value))
          if isWrite { builder.write(names[key], value) } else { builder.read(names[key]) }
        }
        let view = database == .stale ? states[random.below(states.count)] : state
        running.append(
          Running(
            number: number, process: process, micros: micros, view: view,
            takesEffect: random.below(6) > 0))
        continue
      }
      guard !running.isEmpty else { continue }
      let place = random.below(running.count)
      if running[place].done < running[place].micros.count {
        step(&running[place], &state)
        states.append(state)
      } else {
        let transaction = running.remove(at: place)
        if finish(transaction, &builder, now, &random) {
          free.append(transaction.process)
        } else if random.below(2) == 0 {
          free.append(processes)
          processes += 1
        }
        if free.isEmpty, running.isEmpty {
          free.append(processes)
          processes += 1
        }
      }
    }
    return builder.history
  }

  private func step(_ running: inout Running, _ state: inout State) {
    func apply(_ place: Int, _ lists: inout State) {
      let micro = running.micros[place]
      if micro.isWrite {
        lists[micro.key].append(micro.value)
      } else {
        running.seen[place] = lists[micro.key]
      }
    }
    switch database {
    case .interleaved:
      apply(running.done, &state)
      running.done += 1
    case .serial:
      var view = state
      for place in running.micros.indices { apply(place, &view) }
      if running.takesEffect { state = view }
      running.done = running.micros.count
    case .snapshot, .stale:
      var view = running.view
      apply(running.done, &view)
      running.view = view
      running.done += 1
      guard running.done == running.micros.count, running.takesEffect else { return }
      for micro in running.micros where micro.isWrite { state[micro.key].append(micro.value) }
    }
  }

  /// Completes it or lets it crash; whether its client goes on.
  private func finish(
    _ running: Running, _ builder: inout TransactionBuilder, _ now: Nanoseconds,
    _ random: inout SeededRandom
  ) -> Bool {
    let fate = random.below(12)
    if fate == 0 { return false }
    if fate == 1 || (!running.takesEffect && database != .interleaved) {
      let isKnown = !running.takesEffect && random.below(2) == 0
      builder.complete(running.number, isKnown ? .fail : .info, at: now)
      return isKnown
    }
    if !running.takesEffect {
      builder.complete(running.number, .fail, at: now)
      return true
    }
    builder.complete(running.number, .ok, at: now)
    let micros = builder.history.micros(of: running.number)
    for (place, seen) in running.seen.sorted(by: { $0.key < $1.key }) {
      var list = seen
      if random.unit() < lies { distort(&list, &random) }
      let micro = micros.lowerBound + place
      if objects == .lists {
        builder.see(micro, list: list)
      } else if let last = list.last {
        builder.see(micro, value: last)
      } else {
        builder.seeAbsent(micro)
      }
    }
    return true
  }

  private func distort(_ list: inout [Int64], _ random: inout SeededRandom) {
    switch random.below(4) {
    case 0: list = []
    case 1: if !list.isEmpty { list.removeLast() }
    case 2: list.append(Int64(random.below(9)) + 1)
    default: list.reverse()
    }
  }
}
