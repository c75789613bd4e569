import Histories

/// Decides linearizability of a text that operations append to, without a search.
///
/// Method. A text that was read is taken apart into what was put and what was appended; then each
/// appended piece is a compare-and-set from the text before it to the text with it, and the appends
/// after one put are a chain of `ZoneCheck`. An append that no read shows is a write of a value
/// that nobody reads: from there until the next put every text contains it, so no text that was
/// read can stand there. An `info` append that no read shows is left out, as such a write is.
///
/// Undecided when: a piece or a put text is not unique, a text can be taken apart in none or in
/// two ways, one append stands behind two texts, or compare-and-sets are among the operations.
/// Complexity: O(length of all texts that differ, times the number of lengths of pieces).
struct AppendChains {
  private let key: KeyOperations
  private let history: History
  /// By text the append that appended it.
  private var appends: [ArraySlice<UInt8>: Int] = [:]
  private var lengths: [Int] = []
  private var puts: [(text: [UInt8], operation: Int)] = []
  /// By operation the state that it leaves; 0 is the empty text.
  private var states: [Int32]
  /// By operation the state that an append finds; -1 where no read shows it.
  private var found: [Int32]
  private var count: Int32 = 1

  /// What `zones` say of the chains.
  static func check(
    _ key: KeyOperations, _ history: History, _ zones: inout ZoneCheck
  ) -> ZoneCheck.Result {
    var chains = AppendChains(key, history)
    if let reason = chains.gather() { return .undecided(reason) }
    if let reason = chains.placeReads() { return .undecided(reason) }
    return zones.check(chains.rows(), values: Int(chains.count))
  }

  private init(_ key: KeyOperations, _ history: History) {
    self.key = key
    self.history = history
    states = [Int32](repeating: 0, count: key.operations.count)
    found = [Int32](repeating: -1, count: key.operations.count)
  }

  /// Finds what was put and appended; a reason where it is not unique.
  private mutating func gather() -> String? {
    var putTexts: Set<[UInt8]> = []
    for (place, operation) in key.operations.enumerated() where operation.effect != .read {
      let bytes = Array(key.text(operation.written, history).utf8)
      switch operation.effect {
      case .read: continue
      case .swap, .tried, .refused: return "compare-and-sets among appends"
      case .write:
        guard !bytes.isEmpty, putTexts.insert(bytes).inserted else {
          return "texts put more than once"
        }
        puts.append((bytes, place))
      case .append:
        guard !bytes.isEmpty, appends.updateValue(place, forKey: bytes[...]) == nil else {
          return "texts appended more than once"
        }
      }
      states[place] = count
      count += 1
    }
    lengths = Set(appends.keys.map(\.count)).sorted()
    return nil
  }

  /// Gives each read its state; a reason where its text cannot be taken apart in one way.
  private mutating func placeReads() -> String? {
    var known: [Int32: Int32] = [0: 0]
    for (place, operation) in key.operations.enumerated() where operation.effect == .read {
      if let state = known[operation.expected] {
        states[place] = state
        continue
      }
      let text = Array(key.text(operation.expected, history).utf8)
      guard let parts = takenApart(text) else {
        return "texts that cannot be taken apart in one way"
      }
      var state = parts.base.map { states[$0] } ?? 0
      for append in parts.appends {
        if found[append] >= 0, found[append] != state { return "appends seen in two places" }
        found[append] = state
        state = states[append]
      }
      known[operation.expected] = state
      states[place] = state
    }
    return nil
  }

  private typealias Parts = (base: Int?, appends: [Int])

  /// The operations that made a text; nil where none can have, or more than one series of them.
  private func takenApart(_ text: [UInt8]) -> Parts? {
    var bases: [(text: [UInt8], operation: Int)] = [([], -1)]
    bases += puts.filter { text.starts(with: $0.text) }
    var result: Parts?
    for base in bases {
      var place = base.text.count
      var parts: [Int] = []
      while place < text.count {
        let fitting = lengths.compactMap { length in
          place + length <= text.count ? appends[text[place..<(place + length)]] : nil
        }
        if fitting.count > 1 { return nil }
        guard let append = fitting.first else { break }
        parts.append(append)
        place += key.text(key.operations[append].written, history).utf8.count
      }
      // A piece is appended once, so a text that has it twice was not made so.
      guard place == text.count, Set(parts).count == parts.count else { continue }
      if result != nil { return nil }
      result = (base.operation < 0 ? nil : base.operation, parts)
    }
    return result
  }

  /// The operations as reads, writes and compare-and-sets of states.
  private func rows() -> [RegisterOperation] {
    key.operations.enumerated().map { place, operation in
      var row = operation
      switch operation.effect {
      case .read: row.expected = states[place]
      case .append where found[place] >= 0:
        row.effect = .swap
        row.expected = found[place]
        row.written = states[place]
      default:
        row.effect = .write
        row.written = states[place]
      }
      return row
    }
  }
}
