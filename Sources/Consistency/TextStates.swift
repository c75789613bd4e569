/// The values of one key as texts, where operations append to them.
struct TextStates {
  private var texts: [String]
  private var numbers: [String: Int32]
  private var steps: [UInt64: Int32] = [:]
  private var prefixes: [UInt64: Bool] = [:]

  /// The texts that stand for values 0, 1, …; 0 is the absent key, which is the empty text.
  init(_ texts: [String] = [""]) {
    self.texts = texts
    numbers = Dictionary(
      texts.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value that is `value` with `text` at its end.
  mutating func append(_ text: Int32, to value: Int32) -> Int32 {
    let step = UInt64(UInt32(bitPattern: text)) << 32 | UInt64(UInt32(bitPattern: value))
    if let known = steps[step] { return known }
    let joined = texts[Int(value)] + texts[Int(text)]
    let number = numbers[joined] ?? Int32(texts.count)
    if Int(number) == texts.count {
      numbers[joined] = number
      texts.append(joined)
    }
    steps[step] = number
    return number
  }

  /// Whether appending to `value` can make it `other`; never so where nobody appends.
  mutating func isPrefix(_ value: Int32, of other: Int32) -> Bool {
    if texts.count <= 1 { return false }
    let pair = UInt64(UInt32(bitPattern: other)) << 32 | UInt64(UInt32(bitPattern: value))
    if let known = prefixes[pair] { return known }
    let result = texts[Int(other)].utf8.starts(with: texts[Int(value)].utf8)
    prefixes[pair] = result
    return result
  }
}
