package import Vocabulary

/// Makes a transaction history of keys by name and values as they are; for importers and tests.
///
/// Shape: transactions are begun, filled with micro-operations and completed in the order of their
/// events; what an `ok` transaction's reads saw is told by `see` before the next event.
/// Limits: those of `TransactionHistory`.
package struct TransactionBuilder: Sendable {
  /// What has been told so far.
  package private(set) var history = TransactionHistory()
  private var keysByName: [String: UInt32] = [:]
  /// The keys whose names are small whole numbers, which most keys are.
  private var keysByNumber: [UInt32] = []
  private var textNumbers: [String: Int64] = [:]
  private var elements: [Name: UInt32] = [:]
  /// For each version the first one seen behind it; others are forks.
  private var behind: [Step] = []
  private var forks: [Name: UInt32] = [:]

  /// An element by key and value, or a version by the one before it and its last value.
  private struct Name: Hashable {
    var place: UInt32
    var value: Int64

    /// SipHash took a fifth of the whole check; the seed keeps a file from choosing its collisions.
    ///
    /// Source: the finalizer of SplitMix64 (Steele, Lea, Flood, 2014), twice.
    func _rawHashValue(seed: Int) -> Int {
      var hash = UInt64(bitPattern: Int64(seed)) ^ UInt64(place) &* 0x9e37_79b9_7f4a_7c15
      hash = Self.mixed(hash) ^ UInt64(bitPattern: value)
      return Int(truncatingIfNeeded: Self.mixed(hash))
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
      var word = word
      word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
      return word ^ word >> 31
    }
  }

  private struct Step {
    var version = TransactionHistory.none
    var value: Int64 = 0
  }

  /// A history without transactions.
  package init() {}

  /// The number of a key.
  package mutating func key(_ name: String) -> UInt32 {
    if let key = keysByName[name] { return key }
    let key = UInt32(history.keys.count)
    keysByName[name] = key
    history.addKey(name)
    behind.append(Step())
    return key
  }

  /// The number of a key whose name is a whole number.
  package mutating func key(_ number: Int64) -> UInt32 {
    guard number >= 0, number < 1 << 22 else { return key(String(number)) }
    let place = Int(number)
    if place >= keysByNumber.count {
      let missing = max(place + 1, keysByNumber.count * 2) - keysByNumber.count
      keysByNumber += repeatElement(TransactionHistory.none, count: missing)
    }
    if keysByNumber[place] == TransactionHistory.none { keysByNumber[place] = key(String(number)) }
    return keysByNumber[place]
  }

  /// The value that stands for a text; with the first, all values are numbers of texts.
  package mutating func text(_ text: String) -> Int64 {
    if let number = textNumbers[text] { return number }
    let number = Int64(history.texts.count)
    textNumbers[text] = number
    history.texts.append(text)
    return number
  }

  /// Says what the keys hold; false where the opposite was said before.
  package mutating func settle(_ objects: TransactionObjects) -> Bool {
    if history.objects == .undetermined { history.objects = objects }
    return history.objects == objects
  }

  /// Adds an invocation; its micro-operations follow.
  @discardableResult
  package mutating func begin(process: Int, at time: Nanoseconds) -> Int {
    history.begin(process: Int32(truncatingIfNeeded: process), at: time.rawValue)
    return history.count - 1
  }

  /// Adds a read to the transaction begun last.
  package mutating func read(_ key: UInt32) {
    history.addMicro(.read, key: key, reference: TransactionHistory.none)
  }

  /// Adds an append or a write to the transaction begun last.
  package mutating func write(_ key: UInt32, _ value: Int64) {
    history.addMicro(.write, key: key, reference: element(key, value))
  }

  /// Adds a completion.
  package mutating func complete(_ transaction: Int, _ outcome: Outcome, at time: Nanoseconds) {
    precondition(
      history.completedAt[transaction] == .max, "a transaction is completed only once")
    history.complete(transaction, outcome, at: time.rawValue)
  }

  /// Says that a read saw a key which nobody has written.
  package mutating func seeAbsent(_ micro: Int) {
    history.microReferences[micro] = TransactionHistory.absent
  }

  /// Says what a read of a register saw.
  package mutating func see(_ micro: Int, value: Int64) {
    precondition(settle(.registers), "a read of a list sees a list")
    history.microReferences[micro] = element(history.microKeys[micro], value)
  }

  /// Says what a read of a list saw.
  package mutating func see(_ micro: Int, list: some Sequence<Int64>) {
    precondition(settle(.lists), "a read of a register sees one value")
    let key = history.microKeys[micro]
    let root = history.keyRoots[Int(key)]
    var version = root
    for value in list {
      let next = behind[Int(version)]
      if next.version != TransactionHistory.none, next.value == value {
        version = next.version
      } else {
        version = step(from: version, key, value)
      }
    }
    history.microReferences[micro] = version == root ? TransactionHistory.absent : version
  }

  /// A version that is not the first behind its parent, or a new one.
  private mutating func step(from parent: UInt32, _ key: UInt32, _ value: Int64) -> UInt32 {
    let isFork = behind[Int(parent)].version != TransactionHistory.none
    let name = Name(place: parent, value: value)
    if isFork, let version = forks[name] { return version }
    let version = UInt32(history.versionParents.count)
    history.addVersion(after: parent, element: element(key, value))
    behind.append(Step())
    if isFork {
      forks[name] = version
    } else {
      behind[Int(parent)] = Step(version: version, value: value)
    }
    return version
  }

  private mutating func element(_ key: UInt32, _ value: Int64) -> UInt32 {
    let name = Name(place: key, value: value)
    if let element = elements[name] { return element }
    let element = UInt32(history.elementKeys.count)
    elements[name] = element
    history.addElement(key: key, value: value)
    return element
  }
}
