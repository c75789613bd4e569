/// `docs/man/cygnet.1`: the same as a page of the manual, in the man macros.
///
/// Source: groff_man(7); other characters than ASCII are written as `\[uXXXX]`.
enum ManualPage {
  /// The page; the same tool and version give the same bytes.
  static func man(_ tool: CommandInfo, version: String) -> String {
    var lines = [
      ".\\\" Written by make reference from what the binary says of itself; do not edit.",
      ".TH CYGNET 1 \"\" \"cygnet \(version)\" \"Cygnet\"",
      ".SH NAME", "cygnet \\- practise compound database failures before production does",
      ".SH SYNOPSIS", ".B cygnet", ".I command", "[\\fIarguments\\fR]",
      ".SH DESCRIPTION", text(tool.abstract), ".PP",
      "A mission is rehearsed on a real database on hosts of its own; each fault is proved, and "
        + "proved healed.", "Every command has \\fB\\-\\-help\\fR.",
    ]
    lines += tool.shown.flatMap(argument)
    lines.append(".SH COMMANDS")
    for entry in tool.entries().dropFirst() where entry.command.subcommands.isEmpty {
      lines += section(entry)
    }
    return (lines + surroundings).joined(separator: "\n") + "\n"
  }

  private static func section(_ entry: CommandInfo.Entry) -> [String] {
    let command = entry.command
    let usage = ([entry.name] + command.usage).joined(separator: " ")
    var lines = [".SS \"\(typed(usage))\"", text(command.abstract)]
    for paragraph in command.paragraphs { lines += [".PP", text(paragraph)] }
    return lines + command.shown.flatMap(argument)
  }

  private static func argument(_ argument: ArgumentInfo) -> [String] {
    let usual =
      argument.usual.map { "Usually \($0)." } ?? (argument.isOptional ? "" : "Required.")
    let words = [argument.abstract, usual].filter { !$0.isEmpty }.joined(separator: " ")
    return [".TP", "\\fB\(typed(argument.typed))\\fR", text(words)]
  }

  /// What is the same for all commands.
  private static var surroundings: [String] {
    var lines = [".SH \"EXIT STATUS\""]
    for status in ExitStatus.allCases {
      lines += [".TP", "\(status.rawValue)", text(status.meaning)]
    }
    lines.append(".SH ENVIRONMENT")
    for (name, words) in environment { lines += [".TP", "\\fB\(name)\\fR", text(words)] }
    lines.append(".SH FILES")
    for (name, words) in files { lines += [".TP", "\\fI\(typed(name))\\fR", text(words)] }
    return lines
  }

  private static let environment = [
    ("CYGNET_BY", "Who speaks in the journal of findings: a name or an address of cygnet.yaml."),
    ("EMAIL", "The same, where CYGNET_BY is not set."),
    ("CYGNET_SESSION", "A seat in an exercise: the link of its page with the session after #."),
    ("XDG_CONFIG_HOME", "Where the seats of this user are kept; without it ~/.config."),
    ("TMPDIR", "Where ranges keep what is no evidence; without it /tmp."),
  ]

  private static let files = [
    ("runs", "Run folders: one execution each, sealed."),
    ("cygnet.yaml", "A team's program: people, services, cadence."),
    ("findings.jsonl", "The journal of findings, beside cygnet.yaml."),
    ("Missions, services", "Where missions, runbooks and services are looked for by name."),
  ]

  /// Running text on one line, which no macro is read from; code in backquotes becomes bold.
  static func text(_ text: String) -> String {
    var isCode = false
    var result = ""
    for piece in text.split(separator: "`", omittingEmptySubsequences: false) {
      result += isCode ? "\\fB\(typed(String(piece)))\\fR" : escaped(String(piece))
      isCode.toggle()
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }

  /// What is typed: a hyphen is a hyphen, so that it can be copied.
  private static func typed(_ text: String) -> String {
    escaped(text).replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case " "..."~": result.unicodeScalars.append(scalar)
      case "\n", "\t": result += " "
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result
  }
}
