import Foundation

/// The repository's text files, read once, and the names of everything else.
struct Repository: Sendable {
  /// The text files that rules look at, by path.
  let files: [SourceFile]
  /// Every file and folder, for links.
  let paths: Set<String>

  /// This repository, or the one that `CYGNET_TIDY_ROOT` names.
  static let here: Repository = {
    let named = ProcessInfo.processInfo.environment["CYGNET_TIDY_ROOT"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    let own = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return Repository(root: named ?? own)
  }()

  /// A repository in memory, for the rules' own controls.
  init(_ texts: [String: String]) {
    files = texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    paths = Set(texts.keys)
  }

  private init(root: URL) {
    var texts: [String: String] = [:]
    var paths: Set<String> = []
    let base = root.standardizedFileURL.path
    let walk = FileManager.default.enumerator(atPath: base)
    while let path = walk?.nextObject() as? String {
      if Self.isForeign(path) {
        walk?.skipDescendants()
        continue
      }
      paths.insert(path)
      if Self.isText(path) {
        texts[path] = try? String(contentsOfFile: base + "/" + path, encoding: .utf8)
      }
    }
    files = texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    self.paths = paths
  }

  /// The Swift files of `Sources`, each with its module.
  var sources: [(file: SourceFile, module: String)] {
    files.compactMap { file in file.isSwift ? file.module.map { (file, $0) } : nil }
  }

  /// All Swift files, tests and manifest included.
  var swift: [SourceFile] { files.filter(\.isSwift) }

  /// The file at a path.
  subscript(path: String) -> SourceFile? { files.first { $0.path == path } }

  /// What is not the repository's own: the history, builds, and run folders.
  private static func isForeign(_ path: String) -> Bool {
    let first = path.split(separator: "/").first.map(String.init) ?? path
    return first == ".git" || first.hasPrefix(".build") || first == "runs"
  }

  private static func isText(_ path: String) -> Bool {
    let endings = [".swift", ".c", ".h", ".md", ".yaml", ".json", ".sh"]
    return endings.contains { path.hasSuffix($0) } || path.hasPrefix("scripts/")
      || path.hasPrefix(".ci/") || path == "Makefile" || path == ".swift-format"
  }
}
