/// Sizes: of files, functions, lines and protocols; and one noun a place.
enum ShapeRules {
  static let all = [fileLength, functionLength, lineLength, protocolSize, moduleNames, typeNames]

  static let fileLength = Rule(
    "A source file has at most 500 lines",
    trips: ["Sources/Faults/A.swift": String(repeating: "\n", count: 501)],
    passes: ["Sources/Faults/A.swift": String(repeating: "\n", count: 500)]
  ) { repository in
    repository.files.filter { $0.isSwift || $0.path.hasSuffix(".c") }.compactMap { file in
      let count = file.lines.count - (file.lines.last == "" ? 1 : 0)
      guard count > 500 else { return nil }
      return Violation(file.path, 501, "\(count) lines; move one noun to a file of its own")
    }
  }

  static let lineLength = Rule(
    "A line has at most 100 columns",
    trips: ["Sources/Faults/A.swift": "// " + String(repeating: "é", count: 98)],
    passes: ["Sources/Faults/A.swift": "// " + String(repeating: "é", count: 97)]
  ) { repository in
    repository.swift.flatMap { file in
      file.lines.enumerated().filter { $1.utf8.count > 100 && $1.count > 100 }.map {
        Violation(file.path, $0 + 1, "\($1.count) columns; break the line")
      }
    }
  }

  static let functionLength = Rule(
    "A function has at most 70 lines",
    trips: [
      "Sources/Faults/A.swift": "func f(a: Int = { 1 }()) {\n"
        + String(repeating: "let a = \"}\" // }\n", count: 69) + "}\n"
    ],
    passes: [
      "Sources/Faults/A.swift": "protocol P {\n  func f()\n  func g()\n}\nstruct S {\n"
        + String(repeating: "  let a = S.init()\n", count: 80) + "}\nfunc f() {\n"
        + String(repeating: "let a = 1\n", count: 68) + "}\n"
    ]
  ) { repository in
    repository.swift.flatMap { file in
      ["func", "init"].flatMap { file.places(of: $0, in: file.code) }.compactMap { place in
        guard let body = body(after: place, in: file), let end = file.closing(body) else {
          return nil
        }
        let start = file.line(of: place)
        let count = file.line(of: end) - start + 1
        guard count > 70 else { return nil }
        return Violation(file.path, start, "\(count) lines; give a part of it a name of its own")
      }
    }
  }

  static let protocolSize = Rule(
    "A protocol has one to four requirements",
    trips: [
      "Sources/Faults/A.swift": "protocol P {\n" + String(repeating: "  func f()\n", count: 5) + "}"
    ],
    passes: [
      "Sources/Faults/A.swift": "protocol P {\n"
        + String(repeating: "  var a: Int { get }\n", count: 4)
        + "}\nlet a = b.protocol"
    ]
  ) { repository in
    repository.sources.flatMap { file, _ in
      file.places(of: "protocol", in: file.code).compactMap { place in
        guard file.code.prefix(place).last != UInt8(ascii: "."),
          let open = file.code[place...].firstIndex(of: UInt8(ascii: "{")),
          let close = file.closing(open)
        else { return nil }
        let count = requirements(in: open..<close, of: file)
        guard !(1...4).contains(count) else { return nil }
        return Violation(
          file.path, file.line(of: place), "\(count) requirements; split it, or use a struct")
      }
    }
  }

  static let moduleNames = Rule(
    "No type is named after its module",
    trips: ["Sources/Faults/A.swift": "package enum Faults {}"],
    passes: ["Sources/Faults/A.swift": "package enum FaultsCatalogue {}\nlet a = Faults.self"]
  ) { repository in
    repository.sources.flatMap { file, module in
      ["struct", "class", "enum", "actor", "protocol", "typealias"].flatMap { kind in
        file.places(of: "\(kind) \(module)", in: file.code).map {
          Violation(
            file.path, file.line(of: $0),
            "\(module) hides the module of that name; name the noun more narrowly")
        }
      }
    }
  }

  static let typeNames = Rule(
    "A type's name is a noun of the field, not a Manager, Helper, Utils or Impl",
    trips: ["Sources/Faults/A.swift": "struct FaultManager {}"],
    passes: ["Sources/Faults/A.swift": "struct Fault {}\nlet a = FileManager.default"]
  ) { repository in
    repository.sources.flatMap { file, _ in
      file.codeLines.enumerated().compactMap { index, line in
        let words = line.split(whereSeparator: { " :<{(".contains($0) })
        guard let kind = words.firstIndex(where: { typeKeywords.contains(String($0)) }),
          let name = words.dropFirst(kind + 1).first,
          let ending = ["Manager", "Helper", "Utils", "Impl"].first(where: name.hasSuffix)
        else { return nil }
        return Violation(file.path, index + 1, "\(name): say what it is instead of “\(ending)”")
      }
    }
  }

  private static let typeKeywords: Set = ["struct", "class", "enum", "actor", "protocol"]

  /// The brace that opens the body of the function declared at `place`; nil where it has none.
  private static func body(after place: Int, in file: SourceFile) -> Int? {
    if place > 0, file.code[place - 1] == UInt8(ascii: ".") { return nil }
    var depth = 0
    for index in (place + 4)..<file.code.count {
      switch file.code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return index
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}") where depth == 0: return nil
      case UInt8(ascii: "}"): depth -= 1
      case .newline where depth == 0:
        if declaresAnother(file.codeLines[file.line(of: index)]) { return nil }
      default: break
      }
    }
    return nil
  }

  /// Whether a line begins a declaration, so that the one before it is without a body.
  private static func declaresAnother(_ line: String) -> Bool {
    line.split(separator: " ").contains { ["func", "var", "init", "let"].contains($0) }
      || line.split(separator: " ").first?.hasPrefix("init(") == true
  }

  private static func requirements(in range: Range<Int>, of file: SourceFile) -> Int {
    var depth = 0
    var count = 0
    for index in range {
      switch file.code[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"): depth -= 1
      default: break
      }
      guard depth == 1, !file.code[index - 1].isWord else { continue }
      let starts = ["func", "var", "init", "subscript"].contains { word in
        let end = index + word.utf8.count
        return file.code[index...].starts(with: word.utf8) && !file.code[end].isWord
      }
      if starts { count += 1 }
    }
    return count
  }
}
