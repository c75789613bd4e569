import Vocabulary

/// Writes a history's events as blocks, each event once and in order.
struct TransactionEncoder {
  /// A block is closed when its payload has grown to this.
  static let blockSize = 1 << 18

  private let history: TransactionHistory
  private var writer = NumberWriter()
  private var records: UInt32 = 0
  private var time: Int64 = 0
  private var baseTime: Int64 = 0
  private var firstTransaction: UInt32 = 0
  private var keys = 0
  private var texts = 0
  private var elements = 0
  private var versions = 0
  private var begun = 0

  init(_ history: TransactionHistory) { self.history = history }

  /// Hands every block to `body`.
  mutating func encode(_ body: ([UInt8]) throws(HistoryError) -> Void) throws(HistoryError) {
    let completions = (0..<history.count).filter { history.completedAt[$0] != .max }
      .sorted { history.completedAt[$0] < history.completedAt[$1] }
    writer.tag(.objects)
    writer.bytes.append(history.objects.rawValue)
    records += 1
    var done = 0
    while begun < history.count || done < completions.count {
      let isInvocation =
        done == completions.count
        || (begun < history.count
          && history.invokedAt[begun] < history.completedAt[completions[done]])
      if isInvocation {
        invoke(begun)
        begun += 1
      } else {
        complete(completions[done])
        done += 1
      }
      if writer.bytes.count >= Self.blockSize { try body(closeBlock()) }
    }
    name(.key, upTo: history.keys.count)
    if history.endedCleanly {
      writer.tag(.end)
      records += 1
    }
    try body(closeBlock())
  }

  private mutating func closeBlock() -> [UInt8] {
    defer {
      writer.bytes.removeAll(keepingCapacity: true)
      records = 0
      baseTime = time
      firstTransaction = UInt32(begun)
    }
    return TransactionBlock.bytes(
      writer.bytes, records: records, baseTime: baseTime, firstTransaction: firstTransaction)
  }

  /// Names keys or texts that have no record yet.
  private mutating func name(_ record: TransactionRecord, upTo end: Int) {
    let start = record == .key ? keys : texts
    guard start < end else { return }
    for place in start..<end {
      writer.tag(record)
      writer.name(record == .key ? history.keys[place] : history.texts[place])
      records += 1
    }
    if record == .key {
      keys = end
      versions += end - start
    } else {
      texts = end
    }
  }

  private mutating func step(to moment: Int64) {
    writer.signed(moment &- time)
    time = moment
  }

  private mutating func invoke(_ transaction: Int) {
    let micros = history.micros(of: transaction)
    for micro in micros {
      name(.key, upTo: Int(history.microKeys[micro]) + 1)
      if history.microKinds[micro] == .write {
        nameText(history.elementValues[Int(history.microReferences[micro])])
      }
    }
    writer.tag(.invoke)
    records += 1
    writer.signed(Int64(history.processes[transaction]))
    step(to: history.invokedNs[transaction])
    writer.unsigned(micros.count)
    for micro in micros {
      let key = Int(history.microKeys[micro])
      guard history.microKinds[micro] == .write else {
        writer.unsigned(key * 2)
        continue
      }
      writer.unsigned(key * 2 + 1)
      let element = Int(history.microReferences[micro])
      if element < elements {
        writer.unsigned(elements - element)
      } else {
        precondition(element == elements, "elements are numbered in the order of their events")
        elements += 1
        writer.unsigned(0)
        writer.signed(history.elementValues[element])
      }
    }
  }

  private mutating func nameText(_ value: Int64) {
    if history.texts.indices.contains(Int(value)) { name(.text, upTo: Int(value) + 1) }
  }

  private mutating func complete(_ transaction: Int) {
    let outcome = history.outcomes[transaction]
    let reads =
      outcome == .ok
      ? history.micros(of: transaction).filter { history.microKinds[$0] == .read } : []
    nameKeys(before: reads)
    for micro in reads { nameElements(of: history.microReferences[micro]) }
    switch outcome {
    case .ok: writer.tag(.ok)
    case .fail: writer.tag(.fail)
    case .info: writer.tag(.info)
    }
    records += 1
    writer.unsigned(begun - 1 - transaction)
    step(to: history.completedNs[transaction])
    for micro in reads { seen(history.microReferences[micro]) }
  }

  /// Names the keys whose empty lists are older than the versions that these reads bring.
  private mutating func nameKeys(before reads: [Int]) {
    guard history.objects != .registers else { return }
    for micro in reads {
      let reference = history.microReferences[micro]
      guard reference < TransactionHistory.absent, Int(reference) >= versions else { continue }
      var first = Int(reference)
      while history.versionParents[first] != TransactionHistory.none,
        Int(history.versionParents[first]) >= versions
      {
        first = Int(history.versionParents[first])
      }
      var end = keys
      while end < history.keys.count, Int(history.keyRoots[end]) < first { end += 1 }
      name(.key, upTo: end)
    }
  }

  /// Names the elements that this read saw and nobody has begun to write.
  private mutating func nameElements(of reference: UInt32) {
    guard reference < TransactionHistory.absent else { return }
    let seen =
      history.objects == .registers ? [reference] : newElements(reference, from: versions).elements
    for element in seen where Int(element) >= elements {
      precondition(Int(element) == elements, "elements are numbered in the order of their events")
      nameText(history.elementValues[Int(element)])
      writer.tag(.element)
      writer.unsigned(Int(history.elementKeys[Int(element)]))
      writer.signed(history.elementValues[Int(element)])
      records += 1
      elements += 1
    }
  }

  /// The last version below `known` that this one goes back to, and the elements behind it.
  private func newElements(
    _ version: UInt32, from known: Int
  ) -> (base: Int, elements: [UInt32]) {
    var place = Int(version)
    var behind: [UInt32] = []
    while place >= known {
      behind.append(history.versionElements[place])
      place = Int(history.versionParents[place])
    }
    return (place, behind.reversed())
  }

  private mutating func seen(_ reference: UInt32) {
    switch reference {
    case TransactionHistory.none: writer.unsigned(0)
    case TransactionHistory.absent: writer.unsigned(1)
    default:
      if history.objects == .registers {
        writer.unsigned(elements - Int(reference) + 1)
        return
      }
      let (base, behind) = newElements(reference, from: versions)
      writer.unsigned(2 + (versions - 1 - base) * 2 + (behind.isEmpty ? 0 : 1))
      guard !behind.isEmpty else { return }
      writer.unsigned(behind.count)
      for element in behind { writer.unsigned(elements - 1 - Int(element)) }
      versions += behind.count
      precondition(
        Int(reference) == versions - 1, "versions are numbered in the order of their events")
    }
  }
}
