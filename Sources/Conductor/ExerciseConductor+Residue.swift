import Ranges
package import Vocabulary

extension ExerciseConductor {
  /// Compares every host with what it was before the first step; what differs makes the exercise
  /// invalid, unless the range is discarded anyway.
  ///
  /// Limits: nothing is compared after an irreversible step; where no snapshot could be taken the
  ///         exercise is invalid as well, for then nobody knows.
  package func lookForResidue(since before: [HostSnapshot]?) async {
    guard !isDiscarded else { return }
    do {
      guard let before else {
        throw RangeError(
          "no snapshot was taken before the first step", hint: "see hosts/agent.log of the run")
      }
      for (host, lines) in try await cluster.residue(since: before).sorted(by: { $0.key < $1.key })
      {
        timeline.append(
          .white, .residueSeen, at: now, step: nil, host: host,
          ["lines": .array(lines.map { .string($0) })])
        progress("INVALID residue on \(host): \(lines.joined(separator: "; "))")
        progress("       cygnet heal undoes what journals hold; or take the range down")
      }
    } catch {
      timeline.append(
        .white, .residueSeen, at: now, step: nil, host: nil,
        ["lines": .array([.string("unknown: \(error)")])])
      progress("INVALID nobody knows what is left: \(error)")
    }
  }
}
