/// The first instructions of an x86-64 function, moved elsewhere so that a jump may stand there.
///
/// Limits: knows what compilers put at the start of a function; anything else is nil, and whoever
///         asked must do without the original.
struct Prologue: Equatable {
  /// What a jump takes, with its 32-bit distance.
  static let jumpSize = 5

  /// The instructions, followed by a jump to what comes after them.
  var moved: [UInt8]
  /// How many bytes of the function they are.
  var length: Int

  /// Moves the start of `function` to `place`, both offsets into `bytes`.
  static func move(_ function: Range<Int>, of bytes: [UInt8], to place: Int) -> Prologue? {
    var moved: [UInt8] = []
    var starts: Set<Int> = []
    var length = 0
    while length < jumpSize {
      let at = function.lowerBound + length
      guard let instruction = Instruction(bytes, at: at), at + instruction.length <= bytes.count
      else { return nil }
      var copy = Array(bytes[at..<(at + instruction.length)])
      if let field = instruction.relative {
        let distance = Int32(bitPattern: bytes.long(at + field)) + Int32(at - place - length)
        copy.replaceSubrange(field..<(field + 4), with: [UInt8].of(distance))
      }
      moved += copy
      if length > 0 { starts.insert(at) }
      length += instruction.length
    }
    guard length <= function.count, !jumps(to: starts, in: function, of: bytes) else { return nil }
    let back = Int32(function.lowerBound + length - (place + moved.count + jumpSize))
    return Prologue(moved: moved + [0xe9] + [UInt8].of(back), length: length)
  }

  /// Whether something in the function may jump to one of the places; too careful, never too bold.
  private static func jumps(
    to places: Set<Int>, in function: Range<Int>, of bytes: [UInt8]
  ) -> Bool {
    function.contains { at in
      switch bytes[at] {
      case 0x70...0x7f, 0xe0...0xe3, 0xeb:
        guard at + 1 < bytes.count else { return false }
        return places.contains(at + 2 + Int(Int8(bitPattern: bytes[at + 1])))
      case 0xe9: return places.contains(at + 5 + Int(Int32(bitPattern: bytes.long(at + 1))))
      case 0x0f: return places.contains(at + 6 + Int(Int32(bitPattern: bytes.long(at + 2))))
      default: return false
      }
    }
  }
}

/// The length of one instruction, as far as starts of functions need it.
private struct Instruction {
  var length = 0
  /// Where a distance from the instruction's end lies in it, if it has one.
  var relative: Int?

  init?(_ bytes: [UInt8], at start: Int) {
    guard start + 16 <= bytes.count else { return nil }
    var at = start
    let hasWidePrefix = bytes[at] & 0xf8 == 0x48
    if bytes[at] & 0xf0 == 0x40 { at += 1 }
    let code = bytes[at]
    at += 1
    switch code {
    case 0x50...0x5f, 0x90: break  // push, pop, nop
    case 0xb8...0xbf: at += hasWidePrefix ? 8 : 4  // mov register, constant
    case 0x05, 0x0d, 0x15, 0x1d, 0x25, 0x2d, 0x35, 0x3d, 0xa9: at += 4  // eax with a constant
    case 0x80, 0x83, 0xc0, 0xc1, 0x6b, 0xc6: at = operand(bytes, at, from: start) + 1
    case 0x81, 0x69, 0xc7: at = operand(bytes, at, from: start) + 4
    case 0x63, 0x84...0x8b, 0x8d: at = operand(bytes, at, from: start)
    case 0x00...0x3f where code & 7 < 4: at = operand(bytes, at, from: start)  // add to cmp
    case 0x0f where [0x1f, 0xb6, 0xb7, 0xbe, 0xbf].contains(bytes[at]):
      at = operand(bytes, at + 1, from: start)
    default: return nil
    }
    length = at - start
  }

  /// Steps over the byte that names operands, and over what belongs to it.
  private mutating func operand(_ bytes: [UInt8], _ at: Int, from start: Int) -> Int {
    let (mode, place) = (bytes[at] >> 6, bytes[at] & 7)
    if mode == 3 { return at + 1 }
    if mode == 0, place == 5 {
      relative = at + 1 - start
      return at + 5
    }
    let hasIndex = place == 4
    let isBare = mode == 0 && hasIndex && bytes[at + 1] & 7 == 5
    return at + 1 + (hasIndex ? 1 : 0) + (mode == 1 ? 1 : mode == 2 || isBare ? 4 : 0)
  }
}
