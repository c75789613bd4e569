/// `docs/reference/commands.md`: every command with its arguments, as the binary knows them.
enum CommandPage {
  /// The page; the same tool gives the same bytes.
  static func markdown(_ tool: CommandInfo) -> String {
    let entries = tool.entries()
    var lines = [
      "# Commands", "",
      "Written by `make reference` from what the binary says of itself; a test compares the two, "
        + "so do not edit this page.",
      "Every command has `--help`. What they end with: [exit codes](exit-codes.md).", "",
    ]
    lines += tool.shown.isEmpty ? [] : table(tool.shown) + [""]
    lines += ["| command | does |", "|---|---|"]
    for entry in entries where entry.command.subcommands.isEmpty {
      let anchor = entry.words.joined(separator: "-")
      lines.append("| [`\(entry.name)`](#\(anchor)) | \(escaped(entry.command.abstract)) |")
    }
    for entry in entries.dropFirst() { lines += section(entry) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ entry: CommandInfo.Entry) -> [String] {
    let command = entry.command
    let mark = String(repeating: "#", count: entry.words.count)
    var lines = ["", "\(mark) \(entry.name)", "", escaped(command.abstract), ""]
    lines += ["```", (entry.words + command.usage).joined(separator: " "), "```"]
    for paragraph in command.paragraphs { lines += ["", escaped(paragraph)] }
    if !command.shown.isEmpty { lines += [""] + table(command.shown) }
    return lines
  }

  private static func table(_ arguments: [ArgumentInfo]) -> [String] {
    ["| argument | usual | |", "|---|---|---|"]
      + arguments.map { argument in
        let usual =
          argument.usual.map { "`\($0.replacing("|", with: "\\|"))`" }
          ?? (argument.isOptional ? "" : "required")
        return "| `\(argument.typed)` | \(usual) | \(escaped(argument.abstract)) |"
      }
  }

  /// Text as Markdown shows it literally; what stands in backquotes stays code.
  static func escaped(_ text: String) -> String {
    var isCode = false
    var result = ""
    for letter in text {
      if letter == "`" { isCode.toggle() }
      if letter == "|" || (!isCode && "<*".contains(letter)) { result.append("\\") }
      result.append(letter)
    }
    return result
  }
}
