/// One line that one of two texts has and the other has not.
struct LineChange: Equatable {
  /// Whether it came; else it went.
  var isNew: Bool
  /// Its number, from 1, in the text that has it.
  var number: Int
  var text: String

  /// What is another in the second text, in the order of lines; nil where both are too long.
  static func lines(from old: String, to new: String) -> [LineChange]? {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    guard before.count <= 1_000, after.count <= 1_000 else { return nil }
    return after.difference(from: before).map { change in
      switch change {
      case .remove(let offset, let line, _):
        LineChange(isNew: false, number: offset + 1, text: String(line))
      case .insert(let offset, let line, _):
        LineChange(isNew: true, number: offset + 1, text: String(line))
      }
    }
    .sorted { ($0.number, $0.isNew ? 1 : 0) < ($1.number, $1.isNew ? 1 : 0) }
  }
}
