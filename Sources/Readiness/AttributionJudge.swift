import Vocabulary

/// The rules: one failed operation or one stretch of trouble in, what it is put down to out.
struct AttributionJudge {
  /// In the order in which they began.
  let disturbances: [Disturbance]
  let series: WriteSeries
  let ablation: Ablation?
  /// Whether the load asked for reads that no quorum has to confirm.
  var readsWithoutQuorum = false

  /// A lost write: the last thing that takes data away between acknowledgement and observation.
  func loss(_ operation: FailedOperation) -> Blame {
    let (since, known) = (operation.sinceNs, operation.knownNs ?? operation.sinceNs)
    if let taken = taking(since, known) { return taken }
    let unproved = disturbances.filter {
      !$0.isProved && $0.isDiscarding && $0.touches(since, known)
    }
    if !unproved.isEmpty { return .unproved(unproved) }
    return .defect("lost", under: held(since, known))
  }

  /// A stale read: as a lost write where data was taken away, else what was in effect.
  func stale(_ operation: FailedOperation) -> Blame {
    let (since, known) = (operation.sinceNs, operation.knownNs ?? operation.sinceNs)
    if let taken = taking(since, known) { return taken }
    let held = held(since, known)
    if !held.isEmpty { return Blame(held, reason: "in effect when the read was behind") }
    let unproved = disturbances.filter { !$0.isProved && $0.touches(since, known) }
    if !unproved.isEmpty { return .unproved(unproved) }
    return readsWithoutQuorum ? .readWithoutQuorum : .defect("stale reads", under: [])
  }

  /// A stretch of trouble: each of its operations with what it is put down to.
  func trouble(
    _ stretch: TroubleStretch, _ operations: [FailedOperation]
  ) -> [(place: Int, blame: Blame)] {
    var turns = [(from: stretch.onset, blame: first(of: stretch))]
    for turn in turnsForTheWorse(in: stretch) {
      let held = needed(held(turn.start, turn.start))
      turns.append((turn.start, Blame(held, reason: "the trouble got worse when it began")))
    }
    return stretch.places.map { place in
      let operation = operations[place]
      let turn = turns.last { $0.from <= operation.sinceNs } ?? turns[0]
      return (place, outlived(turn.blame, at: operation.sinceNs) ?? turn.blame)
    }
  }

  /// What was in effect, proved, at any moment of a span.
  private func held(_ from: Nanoseconds, _ to: Nanoseconds) -> [Disturbance] {
    disturbances.filter { $0.isProved && $0.touches(from, to) }
  }

  private func first(of stretch: TroubleStretch) -> Blame {
    let held = held(stretch.onset, stretch.firstFailure)
    if !held.isEmpty {
      let needed = needed(held)
      let reason =
        needed.count == 1
        ? held.count == 1
          ? "in effect when the trouble began"
          : "alone enough in the ablation; \(held.count) were in effect when the trouble began"
        : "in effect together when the trouble began"
      return Blame(needed, reason: reason)
    }
    let unproved = disturbances.filter {
      !$0.isProved && $0.touches(stretch.onset, stretch.firstFailure)
    }
    if !unproved.isEmpty { return .unproved(unproved) }
    return .database(after: disturbances, at: stretch.onset)
  }

  /// Disturbances that begin during the trouble and leave fewer than half of the writes.
  private func turnsForTheWorse(in stretch: TroubleStretch) -> [Disturbance] {
    let begun = disturbances.filter {
      $0.isProved && $0.start > stretch.firstFailure && $0.start < stretch.end
    }
    var from = stretch.onset
    var found: [Disturbance] = []
    for (index, disturbance) in begun.enumerated() {
      let until = index + 1 < begun.count ? begun[index + 1].start : stretch.end
      guard let before = rate(from, disturbance.start), let after = rate(disturbance.start, until),
        after < before * AttributionTables.worse
      else { continue }
      found.append(disturbance)
      from = disturbance.start
    }
    return found
  }

  /// Trouble long after its cause was healed is not the cause's any more.
  private func outlived(_ blame: Blame, at time: Nanoseconds) -> Blame? {
    let parts = disturbances.filter { blame.parts.contains($0.name) }
    guard !parts.isEmpty, parts.allSatisfy({ $0.end != nil }),
      let end = parts.compactMap(\.end).max(), time > end + AttributionTables.recovery
    else { return nil }
    let held = held(time, time)
    return held.isEmpty
      ? .database(after: disturbances, at: time)
      : Blame(needed(held), reason: "in effect when the trouble did not end")
  }

  /// The smallest part of a compound that was enough by itself in the ablation; else all of it.
  private func needed(_ held: [Disturbance]) -> [Disturbance] {
    guard held.count > 1, let ablation else { return held }
    let names = Set(held.map(\.name))
    let enough = ablation.arms.filter { arm in
      let runs = arm.runs.filter(\.valid)
      let steps = Set(arm.steps.map(\.rawValue))
      return !steps.isEmpty && steps.isSubset(of: names) && !runs.isEmpty
        && runs.count(where: { !$0.served }) * 2 > runs.count
    }
    guard let fewest = enough.map(\.steps.count).min() else { return held }
    let smallest = enough.filter { $0.steps.count == fewest }.map { arm in
      held.filter { part in arm.steps.contains { $0.rawValue == part.name } }
    }
    // Of several that were enough, the one whose last part began last made it happen.
    return smallest.max { ($0.last?.start ?? .zero) < ($1.last?.start ?? .zero) } ?? held
  }

  /// The last thing between two moments that takes acknowledged data away, if there is one.
  private func taking(_ since: Nanoseconds, _ known: Nanoseconds) -> Blame? {
    var found: [(at: Nanoseconds, blame: Blame)] = []
    for taker in disturbances where taker.isDiscarding && taker.start <= known {
      let isLasting = AttributionTables.dividing.contains(taker.kind)
      guard let effective = taker.effective, isLasting || effective >= since,
        taker.touches(since, known)
      else { continue }
      found.append(
        (taker.start, Blame([taker], reason: "it takes data away, and lies between")))
    }
    for disk in disturbances where disk.isLying && disk.isProved && disk.touches(since, since) {
      let crashes = disturbances.filter { crash in
        AttributionTables.crashing.contains(crash.kind) && crash.isProved
          && !Set(crash.hosts).isDisjoint(with: disk.hosts) && crash.start <= known
          && (crash.effective ?? known) >= since && crash.start >= disk.start
      }
      guard let crash = crashes.max(by: { $0.start < $1.start }) else { continue }
      var blame = Blame(
        [disk, crash], reason: "the disk had not kept what it acknowledged when power was cut")
      // Whoever cut the power, it is the disk that lied.
      blame.cause = .fault
      found.append((crash.start, blame))
    }
    return found.max { ($0.at, $0.blame.name) < ($1.at, $1.blame.name) }?.blame
  }

  /// Acknowledged writes a second between two moments; nil below half a second or without any.
  private func rate(_ from: Nanoseconds, _ to: Nanoseconds) -> Double? {
    let width = max(series.bucketNs.rawValue, 1)
    let first = max(0, Int((from.rawValue + width - 1) / width))
    let last = min(series.buckets.count, Int(to.rawValue / width))
    guard last > first, to - from >= .milliseconds(500) else { return nil }
    let sum = series.buckets[first..<last].reduce(0) { $0 + $1.acknowledged }
    return Double(sum) * 1e9 / Double(width * Int64(last - first))
  }
}
