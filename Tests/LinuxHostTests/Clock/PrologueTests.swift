import Glibc
import Testing

@testable import LinuxHost

@Suite struct PrologueTests {
  /// A function at 64 that begins like this, in an object of 512 bytes.
  private static func object(_ start: [UInt8]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0x90, count: 512)
    bytes.replaceSubrange(64..<(64 + start.count), with: start)
    return bytes
  }

  @Test("Whole instructions are moved, until a jump has room, with a jump back behind them")
  func whole() throws {
    // push rbp; mov rbp, rsp; push r14; push rbx
    let bytes = Self.object([0x55, 0x48, 0x89, 0xe5, 0x41, 0x56, 0x53])
    let prologue = try #require(Prologue.move(64..<128, of: bytes, to: 300))
    #expect(prologue.length == 6)
    #expect(prologue.moved.prefix(6) == [0x55, 0x48, 0x89, 0xe5, 0x41, 0x56])
    #expect(prologue.moved[6] == 0xe9)
    #expect(300 + 11 + Int(Int32(bitPattern: prologue.moved.long(7))) == 70)
  }

  @Test("An address relative to the instruction stays the same address")
  func relative() throws {
    // push rbp; lea r10, [rip - 26648]
    let bytes = Self.object([0x55, 0x4c, 0x8d, 0x15, 0xe8, 0x97, 0xff, 0xff])
    let prologue = try #require(Prologue.move(64..<128, of: bytes, to: 400))
    #expect(prologue.length == 8)
    let before = 64 + 8 - 26648
    #expect(400 + 8 + Int(Int32(bitPattern: prologue.moved.long(4))) == before)
  }

  @Test(
    "What is not known is not moved",
    arguments: [
      [0xe8, 0, 0, 0, 0],  // a call
      [0x74, 0x10, 0x90, 0x90, 0x90],  // a branch
      [0x55, 0x0f, 0x05, 0x90, 0x90],  // a system call
      [0x62, 0xf1, 0x7c, 0x48, 0x28],  // a vector instruction
    ] as [[UInt8]])
  func unknown(start: [UInt8]) {
    #expect(Prologue.move(64..<128, of: Self.object(start), to: 300) == nil)
  }

  @Test("A function that jumps back into its own start is not moved")
  func loop() {
    var bytes = Self.object([0x55, 0x48, 0x89, 0xe5, 0x41, 0x56])
    bytes[100] = 0xeb
    bytes[101] = UInt8(bitPattern: Int8(65 - 102))
    #expect(Prologue.move(64..<128, of: bytes, to: 300) == nil)
    bytes[101] = UInt8(bitPattern: Int8(64 - 102))
    #expect(Prologue.move(64..<128, of: bytes, to: 300) != nil)
  }

  @Test("This machine's clock_gettime keeps its original code")
  func own() throws {
    let image = try ClockImage.own.get()
    #expect(image.keepsOriginal)
    #expect(image.jumps.count == 3)
  }

  @Test("A shift is read as it was written")
  func slot() {
    let shift = ClockShift(
      offsetNs: -90_000_000_000, anchorNs: 1_795_000_000_000_000_000, ratePpm: -500,
      strobes: [.init(deltaNs: 5_000_000, periodNs: 10_000_000, startNs: 7)])
    #expect(shift.slot.count == ClockImage.slotSize)
    #expect(ClockShift(slot: shift.slot) == shift)
    #expect(shift.multiplier == -2_147_484)
  }

  @Test("A frame of a signal handler is seen, stray addresses are not")
  func frames() throws {
    let frame: [UInt64] = [7, 0x7000_0010, 0x246, 0x2b_0000_0000_0033, 9]
    let stray: [UInt64] = [0x7000_0010, 0x246, 0x34, 0x7000_0020, 0x7fff_0000_0000, 0x33]
    let range: Range<UInt64> = 0x7000_0000..<0x7000_0100
    let memory = try #require(try VictimMemory(of: getpid()))
    func returns(_ words: [UInt64], into range: Range<UInt64>) -> Bool {
      // The rest of what is looked at must not be whatever stands behind.
      let stack = words + Array(repeating: 0, count: 4096 - words.count)
      return stack.withUnsafeBufferPointer { words in
        let address = UInt64(UInt(bitPattern: words.baseAddress))
        return memory.stack(at: address, returnsInto: range)
      }
    }
    #expect(returns(frame, into: range))
    #expect(!returns(stray, into: range))
    #expect(!returns(frame, into: 0x7000_0020..<0x7000_0100))
  }
}
