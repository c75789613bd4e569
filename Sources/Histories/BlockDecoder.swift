import Vocabulary

/// Reads the records of whole blocks in order.
///
/// Errors: a block whose checksum is right but whose records make no sense is `damaged`.
struct BlockDecoder {
  private let path: String
  private var keys: UInt32 = 0
  private var texts: UInt32 = 0
  private var operations: UInt32 = 0

  init(path: String) { self.path = path }

  mutating func decode(
    _ block: UnsafeRawBufferPointer, at offset: Int, into sink: inout some HistorySink
  ) throws(HistoryError) {
    let base = Int64(littleEndian: block.loadUnaligned(fromByteOffset: 16, as: Int64.self))
    var place = HistoryBlock.headerSize
    while place < block.count {
      let record = Record(block: block, place: place)
      switch HistoryRecord.Tag(rawValue: record.tag) {
      case .invoke:
        guard let kind = OperationKind(rawValue: record.detail), record.highSecond < keys else {
          throw damaged(offset + place, "an invocation of an unknown kind or key")
        }
        operations += 1
        sink.invoked(
          process: Int(Int32(bitPattern: record.number)), kind: kind, key: record.highSecond,
          argument: record.flags & 1 == 0 ? nil : record.third,
          expected: record.flags & 2 == 0 ? nil : record.fourth, time: record.time(base))
      case .complete:
        guard let outcome = Self.outcome(record.detail), record.number < operations else {
          throw damaged(offset + place, "a completion of an unknown outcome or operation")
        }
        sink.completed(
          record.number, outcome: outcome, value: record.flags & 1 == 0 ? nil : record.third,
          matched: record.flags & 4 == 0 ? nil : record.flags & 8 != 0,
          revision: record.flags & 2 == 0 ? nil : record.fourth, time: record.time(base))
      case .key, .text:
        let isKey = record.tag == HistoryRecord.Tag.key.rawValue
        let length = Int(record.lowSecond)
        let space = 16 + (max(0, length - 16) + 31) / 32 * 32
        guard record.number == (isKey ? keys : texts), place + 16 + space <= block.count else {
          throw damaged(offset + place, "a name out of order or longer than its block")
        }
        if isKey { keys += 1 } else { texts += 1 }
        let bytes = block[(place + 16)..<(place + 16 + length)]
        let name = String(decoding: bytes, as: UTF8.self)
        sink.take(isKey ? .key(name) : .text(name))
        place += space - 16
      case .list:
        guard let part = record.part, part.operation <= operations else {
          throw damaged(offset + place, "a collection of an unknown form or operation")
        }
        sink.take(.list(part))
      case .end: sink.take(.end)
      case nil: break
      }
      place += HistoryRecord.size
    }
  }

  private func damaged(_ offset: Int, _ reason: String) -> HistoryError {
    .damaged(path: path, offset: offset, reason: reason)
  }

  private static func outcome(_ code: UInt8) -> Outcome? {
    switch code {
    case 0: .ok
    case 1: .fail
    case 2: .info
    default: nil
    }
  }

  /// One record's fields as the grammar names them.
  private struct Record {
    private let first: UInt64
    private let second: UInt64
    let third: Int64
    let fourth: Int64

    init(block: UnsafeRawBufferPointer, place: Int) {
      func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: block.loadUnaligned(fromByteOffset: place + offset, as: UInt64.self))
      }
      first = word(0)
      second = word(8)
      third = Int64(bitPattern: word(16))
      fourth = Int64(bitPattern: word(24))
    }

    var tag: UInt8 { UInt8(truncatingIfNeeded: first) }
    var detail: UInt8 { UInt8(truncatingIfNeeded: first >> 8) }
    var flags: UInt16 { UInt16(truncatingIfNeeded: first >> 16) }
    var number: UInt32 { UInt32(truncatingIfNeeded: first >> 32) }
    var lowSecond: UInt32 { UInt32(truncatingIfNeeded: second) }
    var highSecond: UInt32 { UInt32(truncatingIfNeeded: second >> 32) }
    /// Elements of a collection; nil where the record makes no sense.
    var part: ListPart? {
      guard let form = HistoryList.Form(rawValue: UInt8(truncatingIfNeeded: flags >> 1)),
        detail <= 3
      else { return nil }
      let words = [Int64(bitPattern: second), third, fourth]
      return ListPart(
        operation: number, isValue: flags & 1 == 1, form: form,
        elements: Array(words.prefix(Int(detail))))
    }
    func time(_ base: Int64) -> Nanoseconds {
      Nanoseconds(rawValue: base &+ Int64(Int32(bitPattern: lowSecond)))
    }
  }
}
