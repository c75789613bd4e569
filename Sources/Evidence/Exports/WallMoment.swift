import Vocabulary

extension RunRecord {
  /// Wall time of an offset, since 1970; nil in a folder of before the start was written down so.
  func wallTime(of offset: Nanoseconds) -> Nanoseconds? {
    let started = timeline.first { $0.kind == .exerciseStarted }
    return started?.fields["wall_ns"]?.whole.map { Nanoseconds(rawValue: $0) + offset }
  }

  /// Whether everything may be told: a rehearsal hides nothing, an exercise only until its reveal.
  var isRevealed: Bool {
    people.code == nil || people.log.contains { $0.kind == .exerciseRevealed }
  }

  /// How it is named where that must not say what is played.
  var neutralName: String {
    if let code = people.code { return "/exercises/\(code)" }
    return "/runs/" + folder.path.split(separator: "/").suffix(2).joined(separator: "/")
  }
}
