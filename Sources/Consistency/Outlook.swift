/// The next reads to complete, and which operations can still bring the value each waits for.
///
/// A read that nobody could place yet, whose value is not there and which no operation left can
/// write before the read completes, makes a configuration hopeless. With appended texts a plain
/// write of the read text's beginning counts as a source, for appends may follow it.
struct Outlook {
  struct Wait {
    var read: Int
    /// Open operations that may bring the value.
    var sources: [Int]
  }

  /// How many reads are looked at.
  static let depth = 4

  /// Reads whose value only open operations can bring.
  private(set) var waits: [Wait] = []
  private let reads: [Int]
  private var next = 0
  /// By value the invocations of operations that write it.
  private var starts: [Int32: [UInt32]] = [:]
  private let hasAppend: Bool

  init(_ operations: [RegisterOperation]) {
    let hasAppend = operations.contains { $0.effect == .append }
    self.hasAppend = hasAppend
    reads = operations.indices.filter { operations[$0].effect == .read }
      .sorted { operations[$0].end < operations[$1].end }
    for operation in operations where operation.mutates && operation.effect != .append {
      starts[operation.written, default: []].append(operation.start)
    }
  }

  /// Looks from the completion at `time` on; times only grow.
  mutating func move(
    to time: UInt32, open: [Int], _ operations: [RegisterOperation], _ texts: inout TextStates
  ) {
    while next < reads.count, operations[reads[next]].end < time { next += 1 }
    waits = []
    for read in reads[next...].prefix(Self.depth) {
      let wanted = operations[read].expected
      let end = operations[read].end
      var isToCome = Self.begins(starts[wanted] ?? [], after: time, before: end)
      if hasAppend, !isToCome {
        for (value, starts) in starts where texts.isPrefix(value, of: wanted) {
          isToCome = isToCome || Self.begins(starts, after: time, before: end)
        }
      }
      if isToCome { continue }
      let sources = open.filter {
        let operation = operations[$0]
        if operation.effect == .append || !operation.mutates { return false }
        return operation.written == wanted || texts.isPrefix(operation.written, of: wanted)
      }
      waits.append(Wait(read: read, sources: sources))
    }
  }

  /// Whether one of the ascending invocations lies between the two times.
  private static func begins(
    _ starts: [UInt32], after time: UInt32, before end: UInt32
  ) -> Bool {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low] < end
  }
}
