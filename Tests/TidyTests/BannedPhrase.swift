import Testing

/// A phrase of the code or of comments, where it is banned, and what to write instead.
struct BannedPhrase: Sendable, CustomTestStringConvertible {
  let text: String
  let instead: String
  /// The modules where it is banned; nil is everywhere, tests included.
  var modules: Set<String>?
  /// Whether it is looked for in comments instead of code.
  var isComment = false
  /// What, on the same line, makes it harmless.
  var unless: String?

  var testDescription: String { text }

  /// A module where the phrase is banned, for its control.
  var exampleModule: String { modules?.min() ?? "Ranges" }

  func find(_ file: SourceFile) -> [Violation] {
    if let modules, !modules.contains(file.module ?? "") { return [] }
    return file.places(of: text, in: isComment ? file.comments : file.code).map(file.line)
      .filter { line in unless.map { !file.codeLines[line - 1].contains($0) } ?? true }
      .map { Violation(file.path, $0, "“\(text)”: \(instead)") }
  }

  static let all: [BannedPhrase] = [
    .init(text: "public", instead: "write package, or nothing"),
    .init(text: "Task.detached", instead: "use a task group, so that somebody waits for it"),
    .init(text: "try!", instead: "throw, or use precondition with a sentence"),
    .init(text: "as!", instead: "use as? and handle nil, or keep the type"),
    .init(text: "fatalError(", instead: "throw for the world, precondition for the programmer"),
    .init(text: "Thread.sleep", instead: "wait for the event; in tests use a manual clock"),
    .init(text: "import XCTest", instead: "use Swift Testing"),
    .init(text: "@_exported", instead: "let each file import what it uses"),
    .init(text: "print(", instead: "return text", modules: LayerRules.pure),
    .init(text: "Date()", instead: "take the time as an argument", modules: LayerRules.pure),
    .init(text: ".now", instead: "take the time as an argument", modules: LayerRules.pure),
    .init(text: "UUID()", instead: "take the identifier as an argument", modules: LayerRules.pure),
    .init(text: "Task.sleep", instead: "return an action with its time", modules: LayerRules.pure),
    .init(
      text: "SystemRandomNumberGenerator", instead: "take a SeededRandom",
      modules: LayerRules.pure),
    .init(
      text: ".random(", instead: "pass a SeededRandom with using:", modules: LayerRules.pure,
      unless: "using:"),
    .init(
      text: ".shuffled()", instead: "pass a SeededRandom with using:", modules: LayerRules.pure),
    .init(
      text: ".randomElement()", instead: "pass a SeededRandom with using:",
      modules: LayerRules.pure),
    .init(text: "TODO", instead: "do it, or open an issue", isComment: true),
    .init(text: "FIXME", instead: "mend it, or open an issue", isComment: true),
    .init(text: "XXX", instead: "say what is odd and why", isComment: true),
  ]
}
