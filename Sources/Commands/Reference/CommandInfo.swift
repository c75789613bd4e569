import ArgumentParser
import Foundation

/// A command as the argument parser describes it, with everything below it.
///
/// Source: `--experimental-dump-help` of swift-argument-parser, serialization version 0.
struct CommandInfo: Decodable, Equatable {
  /// The word that calls it, such as `rehearse`.
  var name: String
  /// Whether help shows it; what agents and reapers are started by is hidden.
  var isShown: Bool
  /// One line.
  var abstract: String
  /// Paragraphs; empty where there is nothing more to say.
  var discussion: String
  /// What stands after it on the command line.
  var arguments: [ArgumentInfo]
  /// In the order of the help.
  var subcommands: [CommandInfo]

  /// One command with all the words that call it, `cygnet` first.
  struct Entry: Equatable {
    var words: [String]
    var command: CommandInfo

    /// `cygnet mission list`.
    var name: String { words.joined(separator: " ") }
  }

  private struct Dump: Decodable {
    var serializationVersion: Int
    var command: CommandInfo
  }

  private enum CodingKeys: String, CodingKey {
    case commandName, shouldDisplay, abstract, discussion, arguments, subcommands
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .commandName)
    isShown = try values.decodeIfPresent(Bool.self, forKey: .shouldDisplay) ?? true
    abstract = try values.decodeIfPresent(String.self, forKey: .abstract) ?? ""
    discussion = try values.decodeIfPresent(String.self, forKey: .discussion) ?? ""
    arguments = ArgumentInfo.joined(
      try values.decodeIfPresent([ArgumentInfo].self, forKey: .arguments) ?? [])
    subcommands = try values.decodeIfPresent([CommandInfo].self, forKey: .subcommands) ?? []
  }

  /// `cygnet` itself.
  static func ofTool() throws -> CommandInfo { try read(Cygnet._dumpHelp()) }

  /// The tool of a dump; the parser's own `help` is no command of ours.
  static func read(_ dump: String) throws -> CommandInfo {
    let read = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8))
    guard read.serializationVersion == 0 else {
      throw UsageError(
        "the argument parser describes commands in version \(read.serializationVersion)",
        hint: "read its ToolInfo, and mend CommandInfo")
    }
    var tool = read.command
    tool.subcommands.removeAll { $0.name == "help" }
    return tool
  }

  /// It and every command below it that help shows, in the order of the help.
  func entries(after words: [String] = []) -> [Entry] {
    let own = words + [name]
    return [Entry(words: own, command: self)]
      + subcommands.filter(\.isShown).flatMap { $0.entries(after: own) }
  }

  /// What is written down of its arguments: what help shows, without `--help` itself.
  var shown: [ArgumentInfo] {
    arguments.filter { argument in
      argument.isShown && !argument.names.contains { $0.name == "help" }
    }
  }

  /// The paragraphs of the discussion, each on one line.
  var paragraphs: [String] {
    discussion.split(separator: "\n", omittingEmptySubsequences: false)
      .split { line in line.allSatisfy { $0 == " " } }
      .map { $0.joined(separator: " ") }
  }

  /// What is typed after its words: required options, arguments, and that there are others.
  var usage: [String] {
    if !subcommands.isEmpty { return ["<command>"] }
    let options = shown.filter { $0.kind != .positional }
    let required = options.filter { !$0.isOptional }.map(\.typed)
    let places = shown.filter { $0.kind == .positional }.map { argument in
      argument.isOptional ? "[\(argument.typed)]" : argument.typed
    }
    return required + places + (options.contains(where: \.isOptional) ? ["[options]"] : [])
  }
}
