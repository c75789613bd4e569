internal import Evidence
package import Ledger
package import Programs
internal import Vocabulary

/// An exercise of the ledger as a program sees it.
package enum Practised {
  /// Nil where the day it took place was not written down; in a simulated program that day is made
  /// up, and what the exercise stands for goes with it.
  package static func exercise(_ indexed: IndexedExercise) -> PractisedExercise? {
    let summary = indexed.summary
    let record = summary.record
    guard
      let day = indexed.simulated?.day ?? CalendarDay(iso: String(summary.began.prefix(10)))
    else { return nil }
    let isOpen = record.timeToContainmentNs == nil && record.responder != "none"
    return PractisedExercise(
      run: indexed.run, mission: record.mission, family: summary.family,
      database: summary.database, target: summary.service, kinds: summary.kinds,
      difficulty: summary.difficulty, responder: record.responder, day: day, isSealed: true,
      leftOut: PractisedExercise.leftOut(
        tags: summary.tags, readiness: record.readiness, isAbsorbed: record.end == .absorbed,
        responder: record.responder), readiness: record.readiness, phases: summary.phases,
      times: summary.times, blast: summary.twinBlast, blastActual: summary.blast,
      containmentNs: record.timeToContainmentNs,
      censoredAfterNs: isOpen ? summary.times.t0Ns.map { summary.lengthNs - $0 } : nil,
      isWithinSLA: record.bits.withinSla, simulated: indexed.simulated?.part)
  }
}
