/// What the documents point at exists.
enum DocumentRules {
  static let all = [linksResolve, makeTargetsExist, missionsAreYAML]

  static let linksResolve = Rule(
    "Every relative link of a document leads somewhere",
    trips: ["docs/a.md": "See [b](b.md)."],
    passes: [
      "docs/a.md":
        "See [b](../b.md#top), [c](https://c.example/d), [e](#e).\n```\n[f](f.md)\n```\n",
      "b.md": "",
    ]
  ) { repository in
    repository.files.filter { $0.path.hasSuffix(".md") }.flatMap { file in
      prose(of: file).flatMap { line, text in
        links(in: text).filter { !resolves($0, from: file.path, in: repository) }.map {
          Violation(file.path, line, "“\($0)” is not there; mend the link")
        }
      }
    }
  }

  static let makeTargetsExist = Rule(
    "Every make target that a document names is in the Makefile",
    trips: ["Makefile": "test:\n", "README.md": "Type `make rehearsal`."],
    passes: [
      "Makefile": "test build: a\n",
      "README.md": "```\nmake test   # all\n```\nWe make links. `make`",
    ]
  ) { repository in
    guard let makefile = repository["Makefile"] else { return [] }
    let targets = Set(
      makefile.lines.filter { !$0.hasPrefix("\t") && !$0.hasPrefix("#") && $0.contains(":") }
        .flatMap { $0.prefix { $0 != ":" }.split(separator: " ").map(String.init) })
    return repository.files.filter { $0.path.hasSuffix(".md") }.flatMap { file in
      file.lines.enumerated().flatMap { index, line in
        named(in: line).filter { !targets.contains($0) }.map {
          Violation(file.path, index + 1, "there is no “make \($0)”; add it or name another")
        }
      }
    }
  }

  static let missionsAreYAML = Rule(
    "Every mission file ends in .yaml",
    trips: ["Missions/seed/a.yml": ""],
    passes: ["Missions/seed/a.yaml": "", "Missions/README.md": ""]
  ) { repository in
    repository.paths.sorted().filter { path in
      let name = path.split(separator: "/").last ?? ""
      return path.hasPrefix("Missions/") && name.contains(".") && !name.hasSuffix(".yaml")
        && name != "README.md"
    }
    .map { Violation($0, 1, "name it .yaml, or move it out of Missions") }
  }

  /// The lines outside of fenced code, numbered from 1.
  private static func prose(of file: SourceFile) -> [(Int, String)] {
    var isFenced = false
    return file.lines.enumerated().compactMap { index, line in
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isFenced.toggle()
        return nil
      }
      return isFenced ? nil : (index + 1, line)
    }
  }

  /// The targets of `[text](target)` that are neither addresses nor anchors.
  private static func links(in line: String) -> [String] {
    line.split(separator: "](").dropFirst().compactMap { part in
      let target = part.prefix { $0 != ")" && $0 != " " && $0 != "#" }
      return target.isEmpty || target.contains(":") ? nil : String(target)
    }
  }

  private static func resolves(_ link: String, from path: String, in repository: Repository) -> Bool
  {
    var parts = path.split(separator: "/").dropLast()
    for part in link.split(separator: "/") {
      if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(part) }
    }
    let target = parts.joined(separator: "/")
    return target.isEmpty || repository.paths.contains(target)
      || repository.paths.contains { $0.hasPrefix(target + "/") }
  }

  /// The targets named as `make target` in backquotes or at the start of a line.
  private static func named(in line: String) -> [String] {
    var parts = line.split(separator: "`make ").dropFirst().map(Substring.init)
    if line.hasPrefix("make ") { parts.append(line.dropFirst(5)) }
    return parts.map { part in String(part.prefix { $0.isLetter || $0 == "-" }) }
      .filter { !$0.isEmpty }
  }
}
