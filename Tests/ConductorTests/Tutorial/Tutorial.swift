import Foundation

/// A tutorial as what a reader does: files to write, commands to type, and what is seen then.
///
/// Shape: docs/tutorial/README.md says what its fenced blocks mean.
struct Tutorial: Sendable, Equatable {
  /// The file's name without its ending, such as `01-first-rehearsal`.
  var name: String
  var steps: [Step]

  /// One thing that a reader does.
  enum Step: Sendable, Equatable {
    case write(File)
    case type(Commands)
  }

  /// A file, relative to the reader's folder.
  struct File: Sendable, Equatable {
    var path: String
    var text: String
  }

  /// Commands of one block, and what is seen while they run.
  struct Commands: Sendable, Equatable {
    /// Where the block begins in the document, from 1.
    var line: Int
    var text: String
    /// What the last command may end with; all others succeed.
    var exits: Set<Int32>
    /// Lines that come in this order; `…` stands for anything.
    var shown: [String] = []
  }

  /// A document that is no tutorial: where, and why.
  struct Mistake: Error, Equatable, CustomStringConvertible {
    var line: Int
    var message: String
    var description: String { "line \(line): \(message)" }
  }

  /// The folder of this repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// All of docs/tutorial, in order.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.first?.isNumber == true && $0.hasSuffix(".md") }.sorted()
      .map { String($0.dropLast(3)) }
  }()

  private static let folder = repository + "/docs/tutorial"

  /// The tutorial of that name.
  static func named(_ name: String) throws -> Tutorial {
    try Tutorial(name: name, text: String(contentsOfFile: "\(folder)/\(name).md", encoding: .utf8))
  }

  /// What those before it told people to write; the last version of each file counts.
  static func files(before name: String) throws -> [File] {
    try names.filter { $0 < name }.flatMap { try named($0).files }
  }

  /// The files that it tells people to write, in order.
  var files: [File] {
    steps.compactMap { if case .write(let file) = $0 { file } else { nil } }
  }
}
