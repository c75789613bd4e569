import Vocabulary

/// Reads the fields of a command within their bounds, and knows which were not asked for.
struct CommandFields {
  static let longestText = 4_000
  static let longestName = 80
  static let mostItems = 20
  static let longestItem = 500
  static let longestMission = 64 << 10

  private let fields: [String: JSONValue]
  private var read: Set<String> = []

  init(_ fields: [String: JSONValue]) { self.fields = fields }

  /// A short text that must be there: a name, an identifier, a grade.
  mutating func name(_ key: String) throws(Refusal) -> String {
    try required(key, longest: Self.longestName)
  }

  /// A short text that may be missing.
  mutating func optionalName(_ key: String) throws(Refusal) -> String {
    try string(key, longest: Self.longestName)
  }

  /// A text that must be there.
  mutating func text(_ key: String) throws(Refusal) -> String {
    try required(key, longest: Self.longestText)
  }

  /// A text that may be missing.
  mutating func optionalText(_ key: String) throws(Refusal) -> String {
    try string(key, longest: Self.longestText)
  }

  /// A step's name.
  mutating func step(_ key: String) throws(Refusal) -> StepName {
    StepName(rawValue: try name(key))
  }

  /// One of the four roles.
  mutating func role(_ key: String) throws(Refusal) -> Role {
    let text = try name(key)
    guard let role = Role(rawValue: text) else {
      throw Refusal(
        .invalid, "\(key): “\(Self.shown(text))” is no role",
        hint: "one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return role
  }

  /// A share: a number of 0…1, or a text such as `0.7` or `70%`.
  mutating func confidence(_ key: String) throws(Refusal) -> Double {
    let value: Double?
    switch take(key) {
    case .string(let text):
      let trimmed = text.trimmingSpace
      value =
        trimmed.hasSuffix("%")
        ? Double(String(trimmed.dropLast()).trimmingSpace).map { $0 / 100 } : Double(trimmed)
    case let other: value = other?.double
    }
    guard let value, value >= 0, value <= 1 else {
      throw Refusal(.invalid, "\(key) is missing or no share", hint: "0.7 or 70%")
    }
    return value
  }

  /// An offset in nanoseconds from the start; nil where there is none.
  mutating func offset(_ key: String) throws(Refusal) -> Nanoseconds? {
    let count: Int64?
    switch take(key) {
    case nil, .null, .string(""): return nil
    case .string(let text): count = Int64(text)
    case let other: count = other?.whole
    }
    guard let count, count >= 0 else {
      throw Refusal(.invalid, "\(key) is no offset", hint: "whole nanoseconds from the start")
    }
    return Nanoseconds(rawValue: count)
  }

  /// A span in seconds, above zero and at most a week; nil where there is none.
  mutating func seconds(_ key: String) throws(Refusal) -> Nanoseconds? {
    let count: Double?
    switch take(key) {
    case nil, .null, .string(""): return nil
    case .string(let text): count = Double(text.trimmingSpace)
    case let other: count = other?.double
    }
    guard let count, count > 0, count <= 604_800 else {
      throw Refusal(.invalid, "\(key) is no span", hint: "seconds, such as 1800")
    }
    return .seconds(count)
  }

  /// A list of short texts; in one text each line is an item.
  mutating func items(_ key: String) throws(Refusal) -> [String] {
    let raw: [JSONValue]
    switch take(key) {
    case nil, .null: raw = []
    case .array(let elements): raw = elements
    case .string(let text):
      raw = text.split(whereSeparator: \.isNewline).map { .string(String($0)) }
    default: throw Refusal(.invalid, "\(key) is no list of texts", hint: "one item a line")
    }
    var items: [String] = []
    for element in raw {
      guard let text = element.text else {
        throw Refusal(.invalid, "\(key) holds something that is no text", hint: "one item a line")
      }
      let item = text.trimmingSpace
      try Self.check(key, item, longest: Self.longestItem)
      if !item.isEmpty { items.append(item) }
    }
    guard items.count <= Self.mostItems else {
      throw Refusal(
        .invalid, "\(key) has \(items.count) items", hint: "\(Self.mostItems) at the most")
    }
    return items
  }

  /// Refuses what no reader asked for: a field that is silently dropped would be believed.
  func finish(command: String) throws(Refusal) {
    guard let stray = fields.keys.sorted().first(where: { !read.contains($0) }) else { return }
    throw Refusal(
      .invalid, "\(command) has no field “\(Self.shown(stray))”",
      hint: read.subtracting(["do"]).isEmpty
        ? "it has none" : "it has \(read.subtracting(["do"]).sorted().joined(separator: ", "))")
  }

  /// A stranger's word, short enough and plain enough to be said back.
  static func shown(_ text: String) -> String {
    String(text.unicodeScalars.prefix(40).map { isControl($0) ? "·" : Character($0) })
  }

  /// A moment of the exercise clock: as the clock writes it (`3:07`), or in nanoseconds.
  mutating func moment(_ key: String, _ nanoseconds: String) throws(Refusal) -> Nanoseconds? {
    let text = try optionalName(key)
    let offset = try self.offset(nanoseconds)
    guard !text.isEmpty else { return offset }
    guard offset == nil, let moment = ClockText.read(text) else {
      throw Refusal(
        .invalid, "\(key) is no moment of the exercise clock", hint: "3:07, 1:03:07 or 187.5")
    }
    return moment
  }

  /// A mission's text, exactly as it was written, but for the kind of its line ends.
  mutating func mission(_ key: String) throws(Refusal) -> String {
    guard case .string(let raw)? = take(key) else {
      throw Refusal(.invalid, "\(key) is missing", hint: "send the mission's text")
    }
    return try MissionText.checked(raw)
  }

  private mutating func required(_ key: String, longest: Int) throws(Refusal) -> String {
    let text = try string(key, longest: longest)
    guard !text.isEmpty else {
      throw Refusal(.invalid, "\(key) is missing", hint: "say \(key) in words")
    }
    return text
  }

  private mutating func string(_ key: String, longest: Int) throws(Refusal) -> String {
    switch take(key) {
    case nil, .null: return ""
    case .string(let raw):
      let text = raw.trimmingSpace
      try Self.check(key, text, longest: longest)
      return text
    default: throw Refusal(.invalid, "\(key) is no text", hint: nil)
    }
  }

  private mutating func take(_ key: String) -> JSONValue? {
    read.insert(key)
    return fields[key]
  }

  private static func check(_ key: String, _ text: String, longest: Int) throws(Refusal) {
    guard text.count <= longest, text.utf8.count <= longest * 4 else {
      throw Refusal(
        .invalid, "\(key) is too long", hint: "\(longest) characters at the most")
    }
    guard !text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" })
    else {
      throw Refusal(.invalid, "\(key) holds a control character", hint: "plain text only")
    }
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
      // Marks that turn the direction of writing make a page lie about what was written.
      || (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}

extension String {
  /// Without white space at either end, and with one kind of line end.
  fileprivate var trimmingSpace: String {
    let plain = split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    let start = plain.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
