/// What may not be written, with what to write instead.
enum PurityRules {
  static let all = [phrases, uncheckedIsSafe, failuresSaySo, commandsPrint]

  static let phrases = Rule(
    "No banned phrase",
    trips: ["Sources/Faults/A.swift": "let a = try! f()"],
    passes: ["Sources/Faults/A.swift": "let a = \"try!\" // why not try! here\nlet b = retry!"]
  ) { repository in
    repository.swift.flatMap { file in BannedPhrase.all.flatMap { $0.find(file) } }
  }

  static let uncheckedIsSafe = Rule(
    "@unchecked Sendable and nonisolated(unsafe) carry a “// Safe:” comment directly above",
    trips: ["Sources/Ranges/A.swift": "/// A box.\nfinal class Box: @unchecked Sendable {}"],
    passes: [
      "Sources/Ranges/A.swift":
        "// Safe: the lock guards\n// all of it.\nfinal class Box: @unchecked Sendable {}"
    ]
  ) { repository in
    repository.swift.flatMap { file in
      ["@unchecked Sendable", "nonisolated(unsafe)"].flatMap { word in
        file.places(of: word, in: file.code).map(file.line).filter { line in
          let above = file.lines[..<(line - 1)].reversed().map(trimmed)
          let head = above.prefix(3).prefix { !$0.hasPrefix("//") && !$0.isEmpty && $0 != "}" }
          return !above.dropFirst(head.count).prefix { $0.hasPrefix("//") }
            .contains { $0.hasPrefix("// Safe:") || $0.hasPrefix("/// Safe:") }
        }
        .map { Violation(file.path, $0, "say above it, after “// Safe:”, what makes it safe") }
      }
    }
  }

  static let failuresSaySo = Rule(
    "Preconditions and assertions carry a sentence",
    trips: ["Sources/Ranges/A.swift": "precondition(a[\"b\"] > 0)"],
    passes: [
      "Sources/Ranges/A.swift": "precondition(a > 0, \"a draw needs one\")\nx.precondition(a)"
    ]
  ) { repository in
    let words = ["precondition", "preconditionFailure", "assert", "assertionFailure"]
    return repository.sources.flatMap { file, _ in
      words.flatMap { word in
        file.places(of: word + "(", in: file.code).filter { place in
          guard place == 0 || file.code[place - 1] != UInt8(ascii: "."),
            let close = file.closing(place + word.utf8.count)
          else { return false }
          return !saysSomething(file, place..<close)
        }
        .map { Violation(file.path, file.line(of: $0), "say in a sentence what the caller did") }
      }
    }
  }

  static let commandsPrint = Rule(
    "Only Commands prints",
    trips: ["Sources/Conductor/A.swift": "  print(a)"],
    passes: [
      "Sources/Commands/A.swift": "  print(a)",
      "Sources/Conductor/A.swift": "  fingerprint(a)\n  report.print(a)",
    ]
  ) { repository in
    repository.sources.filter { !["Commands", "cygnet"].contains($0.module) }.flatMap { file, _ in
      file.places(of: "print(", in: file.code)
        .filter { $0 == 0 || file.code[$0 - 1] != UInt8(ascii: ".") }
        .map {
          Violation(file.path, file.line(of: $0), "return the text and let Commands print it")
        }
    }
  }

  /// Whether the last argument of a call is a string of two words or more.
  private static func saysSomething(_ file: SourceFile, _ call: Range<Int>) -> Bool {
    let code = file.code[call]
    guard let end = code.lastIndex(of: .quote),
      let start = code[..<end].lastIndex(of: .quote)
    else { return false }
    // The quotes of an interpolation stand in the code, too: then the first quote opens the string.
    let first = code.firstIndex(of: .quote) ?? start
    return file.bytes[first..<end].contains(.space)
      && code[end...].dropFirst().allSatisfy { $0 == .space || $0 == .newline || !$0.isWord }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.drop { $0 == " " })
  }
}
