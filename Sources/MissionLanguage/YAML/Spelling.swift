/// Guesses what a person meant by a word that is not known.
enum Spelling {
  /// `did you mean …?` where a candidate is near, else `otherwise`.
  static func hint(for word: String, among candidates: [String], otherwise: String) -> String {
    guard let near = nearest(to: word, among: candidates) else { return otherwise }
    return "did you mean `\(near)`? \(otherwise)"
  }

  /// The candidate with the fewest edits, if a typing slip could explain them.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    guard word.count <= 60 else { return nil }
    let limit = max(1, min(3, word.count / 3))
    let near = candidates.filter { abs($0.count - word.count) <= limit }
    let ranked = near.map { (edits: edits($0.lowercased(), word.lowercased()), word: $0) }
    let best = ranked.min { ($0.edits, $0.word) < ($1.edits, $1.word) }
    guard let best, best.edits <= limit else { return nil }
    return best.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  static func edits(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var rows = [Array(0...right.count)]
    for (i, a) in left.enumerated() {
      var row = [i + 1]
      for (j, b) in right.enumerated() {
        var cost = min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}

extension StringProtocol {
  /// The text without blanks and line ends at both sides.
  var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The words between blanks.
  var words: [String] { split { $0.isWhitespace }.map { String($0) } }
}
