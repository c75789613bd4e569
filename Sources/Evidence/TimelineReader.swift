import Foundation
package import Vocabulary

/// Reads a timeline and checks its chain.
package struct TimelineReader: Sendable {
  /// The events up to the first defect.
  package var events: [TimelineEvent] = []
  /// What is wrong with the chain; nil where it is whole.
  package var defect: String?

  /// Reads as far as the chain holds; a torn last line is a defect only of that line.
  ///
  /// `first` is the number of the first line: 0 in a timeline, 1 in the record of a role.
  package init(reading path: String, first: Int = 0) throws(EvidenceError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EvidenceError(
        "cannot read the timeline \(path)", hint: "give the folder of a run; see evidence list")
    }
    var previous = TimelineLine.origin
    var slices = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isTorn = slices.last?.isEmpty == false
    if !isTorn { slices.removeLast() }
    for (index, slice) in slices.enumerated() {
      let number = index + 1
      let bytes = Data(slice)
      guard let line = try? CanonicalJSON.decode(TimelineLine.self, from: bytes) else {
        defect = "line \(number) is torn or no JSON"
        return
      }
      guard line.prev == previous else {
        defect =
          "line \(number) does not follow line \(number - 1): a line was changed, "
          + "removed, inserted or moved"
        return
      }
      guard line.event.sequence == first + events.count else {
        defect =
          "line \(number) has the sequence number \(line.event.sequence), "
          + "\(first + events.count) was due"
        return
      }
      previous = Digest.sha256(bytes)
      events.append(line.event)
    }
    if isTorn { defect = "line \(slices.count) is torn: it does not end" }
  }
}
