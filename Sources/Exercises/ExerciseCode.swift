/// The neutral name of an exercise, such as `brisk-heron-42`; it says nothing of the mission.
package enum ExerciseCode {
  private static let manners = [
    "amber", "brisk", "calm", "clear", "crisp", "dusky", "early", "fair", "gentle", "grand",
    "green", "happy", "keen", "kind", "light", "lively", "mellow", "merry", "mild", "neat",
    "noble", "plain", "proud", "quiet", "rapid", "rosy", "silver", "smart", "snowy", "sunny",
    "swift", "tidy", "vivid", "warm", "wise",
  ]
  private static let birds = [
    "avocet", "bittern", "bunting", "coot", "crane", "curlew", "dipper", "dove", "dunlin", "eider",
    "finch", "gannet", "godwit", "goose", "grebe", "gull", "heron", "ibis", "jay", "kestrel",
    "lark", "linnet", "martin", "merlin", "osprey", "owl", "petrel", "pipit", "plover", "rail",
    "robin", "siskin", "snipe", "stork", "teal", "tern", "thrush", "wagtail", "wren",
  ]

  /// Draws a code; `isTaken` tells which are used already.
  package static func draw(
    using generator: inout some RandomNumberGenerator, isTaken: (String) -> Bool = { _ in false }
  ) -> String {
    var code = ""
    repeat {
      let manner = manners[Int(generator.next(upperBound: UInt64(manners.count)))]
      let bird = birds[Int(generator.next(upperBound: UInt64(birds.count)))]
      code = "\(manner)-\(bird)-\(10 + generator.next(upperBound: UInt64(90)))"
    } while isTaken(code)
    return code
  }

  /// Whether a text has the shape of a code, so that it may become part of a path.
  package static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && text.utf8.count <= 40
      && parts[..<2].allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (97...122).contains($0) } }
      && parts[2].utf8.count == 2 && parts[2].utf8.allSatisfy { (48...57).contains($0) }
  }
}
