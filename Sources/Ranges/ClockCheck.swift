import LinuxHost
import Vocabulary

/// What a victim's clock should show when one fault is there, or gone, beside all others.
struct ClockCheck {
  /// The faults that count beside the expected one.
  private let others: [HostClock.Held]
  /// What the fault wants, and since when it is held, if it is; nil where it should be gone.
  private let own: ClockSetting?
  private let since: Int64?

  /// Farther off than this is another time; readings are good to some hundredths of a millisecond.
  static let toleranceNs: Int64 = 500_000

  init(host: HostClock, wanted: ClockExpectation) {
    let held = host.held
    others = held.filter { $0.key != wanted.fault }.map(\.value)
    own = wanted.setting
    since = held[wanted.fault]?.sinceNs
  }

  /// Whether two readings some time apart are compared.
  var needsRate: Bool { own.map { $0.driftPpm != 0 } ?? false }

  /// How far apart: a quarter of the drift must come to more than the errors of both readings.
  var rateSpanUs: UInt32 {
    UInt32(clamping: Int64(max(100_000, min(8_000_000, 600e6 / abs(own?.driftPpm ?? 1)))))
  }

  var extraWords: [String] {
    guard let own, own.driftPpm != 0 else { return [] }
    return ["gaining \(own.driftPpm) ppm"]
  }

  /// Every offset that a reading at that moment may show, those with the fault's own jump apart.
  private func allowed(at moment: Int64) -> (without: [Int64], with: [Int64]) {
    var base = others.reduce(Int64(0)) { $0 + $1.offset(at: moment) }
    if let own {
      base += HostClock.Held(setting: own, sinceNs: since ?? moment).offset(at: moment)
    }
    let jumps = others.flatMap { $0.setting.strobes.map(\.deltaNs.rawValue) }
    let without = jumps.reduce([base]) { sums, jump in sums + sums.map { $0 + jump } }
    let ownJumps = own?.strobes.map(\.deltaNs.rawValue) ?? []
    return (without, ownJumps.flatMap { jump in without.map { $0 + jump } })
  }

  /// What is wrong with a reading; nil where nothing is.
  func trouble(with reading: ClockReading) -> String? {
    let (without, with) = allowed(at: reading.atNs)
    let limit = Self.toleranceNs + reading.errorNs
    // An error as large as the step would let everything pass.
    if let own, own.offsetNs != .zero,
      reading.errorNs > max(Self.toleranceNs, abs(own.offsetNs.rawValue) / 4)
    {
      return "was read too slowly to tell"
    }
    guard (without + with).contains(where: { abs(reading.offsetNs - $0) <= limit }) else {
      return "reads \(Self.words(reading.offsetNs, reading.offsetNs))"
    }
    guard (without + with).contains(where: { abs(reading.dayOffsetNs - $0) <= limit }) else {
      let day = reading.dayOffsetNs
      return "reads \(Self.words(day, day)) by gettimeofday"
    }
    // Whole seconds of a coarse clock.
    guard
      (without + with).contains(where: {
        abs(Double($0) / 1e9 - Double(reading.secondOffset)) < 1.1
      })
    else { return "reads a time() that is \(reading.secondOffset) s off" }
    guard abs(reading.monotonicOffsetNs) <= limit else {
      return "has a monotonic clock that is \(reading.monotonicOffsetNs) ns off"
    }
    return nil
  }

  /// What of a healed fault is left in a vDSO; nil where nothing is.
  ///
  /// A reading alone cannot tell: a strobe may be in its second half, a drift may be young.
  func trouble(with patch: ClockVictim.State) -> String? {
    guard own == nil else { return nil }
    if others.isEmpty { return patch == .original ? nil : "has a vDSO that is still patched" }
    let wanted = HostClock.shift(of: others, at: 0)
    func jumps(_ shift: ClockShift) -> [[Int64]] {
      shift.strobes.map { [$0.periodNs, $0.deltaNs] }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    guard case .shifted(let shift) = patch, shift.multiplier == wanted.multiplier,
      jumps(shift) == jumps(wanted)
    else { return "has a clock that still drifts or jumps" }
    return nil
  }

  /// What is wrong with how far a clock went between two readings; nil where nothing is.
  func rateTrouble(from early: ClockReading, to late: ClockReading) -> String? {
    guard let own, own.driftPpm != 0, others.allSatisfy(\.setting.strobes.isEmpty) else {
      return nil
    }
    let span = Double(late.atNs - early.atNs)
    let wanted = others.reduce(own.driftPpm) { $0 + $1.setting.driftPpm }
    let gained = Double(late.offsetNs - early.offsetNs) / span * 1e6
    let error = Double(late.errorNs + early.errorNs) / span * 1e6
    guard abs(gained - wanted) > abs(own.driftPpm) / 4 + error else {
      // An error as large as the drift would let everything pass.
      return error > abs(own.driftPpm) / 4 ? "was read too slowly to see a drift" : nil
    }
    return "gains \(Int(gained.rounded())) ppm"
  }

  /// Whether a reading shows the fault's own jump; nil where it fits neither way, or both.
  func isForth(_ reading: ClockReading) -> Bool? {
    let (without, with) = allowed(at: reading.atNs)
    let limit = Self.toleranceNs + reading.errorNs
    let isBack = without.contains { abs(reading.offsetNs - $0) <= limit }
    let isForth = with.contains { abs(reading.offsetNs - $0) <= limit }
    return isBack == isForth ? nil : isForth
  }

  /// A range of offsets, as people write them.
  static func words(_ low: Int64, _ high: Int64) -> String {
    let (first, last) = (seconds(low), seconds(high))
    return first == last
      ? "\(first) s beside the host's clock" : "\(first) to \(last) s beside the host's clock"
  }

  private static func seconds(_ ns: Int64) -> String {
    let rounded = (Double(ns) / 1e5).rounded() / 1e4
    return rounded == 0 ? "0" : rounded > 0 ? "+\(rounded)" : "\(rounded)"
  }

  static func milliseconds(_ span: Nanoseconds) -> String {
    "\((span.inMilliseconds * 100).rounded() / 100)"
  }
}
