import Foundation
import Histories

/// Where a history comes from and where it goes.
enum HistoryDocument {
  /// The format of that name.
  static func format(named name: String?) throws -> HistoryFormat? {
    guard let name else { return nil }
    guard let format = HistoryFormat(rawValue: name) else {
      throw UsageError(
        "no format is called '\(name)'",
        hint: "there are \(HistoryFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return format
  }

  /// The format to write: what was told, or what the file's name ends in.
  static func target(_ name: String?, _ path: String) throws -> HistoryFormat {
    let found = try format(named: name) ?? byEnding(path)
    guard let found, [.blocks, .jsonLines, .edn].contains(found) else {
      throw UsageError(
        found == nil ? "the name '\(path)' does not tell what to write" : "that form is only read",
        hint: "say --to blocks, jsonl or edn")
    }
    return found
  }

  private static func byEnding(_ path: String) -> HistoryFormat? {
    if path.hasSuffix(".cyh") { return .blocks }
    if path.hasSuffix(".jsonl") { return .jsonLines }
    return path.hasSuffix(".edn") ? .edn : nil
  }

  /// Writes a history of operations.
  static func write(_ history: History, to path: String, _ format: HistoryFormat) throws {
    switch format {
    case .blocks: try history.write(to: path)
    case .edn: try text(history.edn(), to: path)
    default: try text(try history.jsonLines(), to: path)
    }
  }

  /// Writes a history of transactions.
  static func write(
    _ history: TransactionHistory, to path: String, _ format: HistoryFormat
  ) throws {
    switch format {
    case .blocks: try history.write(to: path)
    case .jsonLines: try text(try history.jsonLines(), to: path)
    default:
      throw UsageError("transactions are written as blocks or jsonl", hint: "say --to jsonl")
    }
  }

  private static func text(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
