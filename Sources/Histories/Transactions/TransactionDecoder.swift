import Vocabulary

/// Reads the records of whole blocks of transactions into a history.
///
/// Errors: a block whose checksum is right but whose records make no sense is `damaged`; no bytes,
/// whatever they are, make a history whose numbers lead nowhere.
struct TransactionDecoder {
  private let path: String
  private(set) var history = TransactionHistory()

  init(path: String) {
    self.path = path
    history.endedCleanly = false
  }

  mutating func decode(_ block: UnsafeRawBufferPointer, at offset: Int) throws(HistoryError) {
    let base = Int64(littleEndian: block.loadUnaligned(fromByteOffset: 16, as: Int64.self))
    var time = base
    var reader = NumberReader(block, from: TransactionBlock.headerSize)
    while !reader.isAtEnd {
      let start = reader.place
      let isSound: Bool
      switch TransactionRecord(rawValue: reader.byte()) {
      case .invoke: isSound = invoke(&reader, &time)
      case .ok: isSound = complete(&reader, .ok, &time)
      case .fail: isSound = complete(&reader, .fail, &time)
      case .info: isSound = complete(&reader, .info, &time)
      case .key:
        history.addKey(reader.name())
        isSound = true
      case .text:
        history.texts.append(reader.name())
        isSound = true
      case .element: isSound = element(&reader)
      case .objects:
        let objects = TransactionObjects(rawValue: reader.byte())
        isSound = objects != nil && history.objects == .undetermined
        history.objects = objects ?? .undetermined
      case .end:
        history.endedCleanly = true
        isSound = true
      case nil: isSound = false
      }
      guard isSound, !reader.isBroken else {
        throw .damaged(
          path: path, offset: offset + start,
          reason: "a record that is unknown, or names what no record before it brought")
      }
    }
  }

  mutating func cut(bytes: Int) {
    history.bytesCut = bytes
    if bytes > 0 { history.endedCleanly = false }
  }

  private mutating func element(_ reader: inout NumberReader) -> Bool {
    let key = reader.number(below: history.keys.count)
    history.addElement(key: UInt32(key), value: reader.signed())
    return true
  }

  private mutating func invoke(_ reader: inout NumberReader, _ time: inout Int64) -> Bool {
    let process = reader.signed()
    time &+= reader.signed()
    let count = reader.number(below: 1 << 30)
    history.begin(process: Int32(truncatingIfNeeded: process), at: time)
    for _ in 0..<count {
      let head = reader.number(below: history.keys.count * 2)
      if reader.isBroken { return false }
      let key = UInt32(head >> 1)
      if head & 1 == 0 {
        history.addMicro(.read, key: key, reference: TransactionHistory.none)
        continue
      }
      let elements = history.elementKeys.count
      let back = reader.number(below: elements + 1)
      if back == 0 {
        history.addElement(key: key, value: reader.signed())
      } else if history.elementKeys[elements - back] != key {
        return false
      }
      let element = UInt32(back == 0 ? elements : elements - back)
      history.addMicro(.write, key: key, reference: element)
    }
    return true
  }

  private mutating func complete(
    _ reader: inout NumberReader, _ outcome: Outcome, _ time: inout Int64
  ) -> Bool {
    let back = reader.number(below: history.count)
    time &+= reader.signed()
    if reader.isBroken { return false }
    let transaction = history.count - 1 - back
    guard history.completedAt[transaction] == .max else { return false }
    history.complete(transaction, outcome, at: time)
    guard outcome == .ok else { return true }
    for micro in history.micros(of: transaction) where history.microKinds[micro] == .read {
      let seen = reader.unsigned()
      if reader.isBroken { return false }
      switch seen {
      case 0: continue
      case 1: history.microReferences[micro] = TransactionHistory.absent
      default:
        let isSound =
          history.objects == .registers
          ? value(seen - 1, micro) : list(seen - 2, micro, &reader)
        guard isSound else { return false }
      }
    }
    return true
  }

  /// A register's value: how many elements before the last it is, from 1.
  private mutating func value(_ back: UInt64, _ micro: Int) -> Bool {
    guard back <= UInt64(history.elementKeys.count) else { return false }
    let element = history.elementKeys.count - Int(back)
    guard history.elementKeys[element] == history.microKeys[micro] else { return false }
    history.microReferences[micro] = UInt32(element)
    return true
  }

  /// A list: an earlier version, and where the lowest bit says so the elements behind it.
  private mutating func list(_ code: UInt64, _ micro: Int, _ reader: inout NumberReader) -> Bool {
    let back = code >> 1
    let versions = history.versionParents.count
    guard history.objects == .lists, back < UInt64(versions) else { return false }
    var version = UInt32(versions - 1 - Int(back))
    let key = history.microKeys[micro]
    let last = history.versionElements[Int(version)]
    let isOfKey =
      last == TransactionHistory.none
      ? history.keyRoots[Int(key)] == version : history.elementKeys[Int(last)] == key
    guard isOfKey else { return false }
    if code & 1 == 1 {
      for _ in 0..<reader.number(below: 1 << 30) {
        let elements = history.elementKeys.count
        let element = elements - 1 - reader.number(below: elements)
        guard !reader.isBroken, history.elementKeys[element] == key else { return false }
        history.addVersion(after: version, element: UInt32(element))
        version = UInt32(history.versionParents.count - 1)
      }
    }
    let isEmpty = history.versionElements[Int(version)] == TransactionHistory.none
    history.microReferences[micro] = isEmpty ? TransactionHistory.absent : version
    return true
  }
}
