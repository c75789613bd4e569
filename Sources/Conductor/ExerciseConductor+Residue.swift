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
    guard let before else { return nobodyKnows("no snapshot was taken before the first step") }
    let found: [HostName: [String]]
    do {
      found = try await cluster.connection.residue(since: before)
    } catch {
      return nobodyKnows(error.message)
    }
    for host in found.keys.sorted() { tell(of: found[host] ?? [], on: host) }
  }

  private func tell(of lines: [String], on host: HostName) {
    timeline.append(
      .white, .residueSeen, at: now, step: nil, host: host,
      ["lines": .array(lines.map { .string($0) })])
    progress("INVALID residue on \(host): \(lines.joined(separator: "; "))")
    progress("       cygnet heal undoes what journals hold; or take the range down")
  }

  private func nobodyKnows(_ reason: String) {
    timeline.append(
      .white, .residueSeen, at: now, step: nil, host: nil,
      ["lines": .array([.string("unknown: \(reason)")])])
    progress("INVALID nobody knows what is left: \(reason)")
  }
}
