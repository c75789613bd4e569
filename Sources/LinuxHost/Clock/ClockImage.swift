import VictimClock

/// The patch for this machine's vDSO: an image in a free place, and three jumps to it.
///
/// Shape:  the jumps stand at the start of `clock_gettime`, `gettimeofday` and `time`; the image
///         holds their replacements, the shift, and a way to the original `clock_gettime`.
/// Limits: x86-64; the monotonic clocks, `clock_getres`, `getcpu` and `getrandom` stay as they are.
struct ClockImage: Sendable {
  /// The vDSO without the patch.
  let object: KernelObject
  /// Where the image lies in it.
  let place: Int
  /// The image with no shift in it.
  let bytes: [UInt8]
  /// What is written over the functions, by offset.
  let jumps: [(place: Int, bytes: [UInt8])]
  /// Whether other clocks go on through the original code; else each reading is a system call.
  let keepsOriginal: Bool

  static let magic = Array("cygnetVC".utf8)
  static let sequence = 0x10
  static let slots = 0x20
  static let slotSize = 72
  /// What the image needs of itself to be known and read.
  static let headerSize = slots + 2 * slotSize
  /// The most that a moved prologue takes.
  private static let trampolineSize = 32

  /// The patch for this machine, or why it has none.
  static let own = Result { () throws(LinuxError) -> ClockImage in
    try ClockImage(KernelObject.own())
  }

  /// Makes the patch for a vDSO.
  init(_ object: KernelObject) throws(LinuxError) {
    guard let code = victim_clock_image(), victim_clock_size() > 0 else {
      throw Self.refusal("the patch exists for x86-64 only")
    }
    self.object = object
    var image = [UInt8](UnsafeBufferPointer(start: code, count: victim_clock_size()))
    let names = ["clock_gettime", "gettimeofday", "time"]
    let found = names.compactMap { object.functions["__vdso_\($0)"] }
    guard found.count == names.count, found.allSatisfy({ $0.count >= 16 }) else {
      throw Self.refusal("it lacks one of \(names.joined(separator: ", "))")
    }
    guard !object.bytes.contains(Self.magic) else {
      throw Self.refusal("this process is itself a victim of a clock fault")
    }
    let size = image.count + Self.trampolineSize
    guard let place = Self.room(for: size, in: object, orIn: found[1]) else {
      throw Self.refusal("it has no room for \(size) bytes")
    }
    self.place = place
    let starts = found.map { Self.afterMark($0, object.bytes) }
    let prologue = Prologue.move(
      starts[0]..<found[0].upperBound, of: object.bytes, to: place + image.count)
    keepsOriginal = prologue != nil
    // mov eax, 228; syscall; ret
    image += prologue?.moved ?? [0xb8, 0xe4, 0, 0, 0, 0x0f, 0x05, 0xc3]
    guard image.count <= size else { throw Self.refusal("its clock_gettime begins strangely") }
    bytes = image
    jumps = starts.enumerated().map { index, start in
      let target = place + Int(image.half(8 + 2 * index))
      return (start, [0xe9] + [UInt8].of(Int32(target - start - Prologue.jumpSize)))
    }
  }

  private static func refusal(_ why: String) -> LinuxError {
    LinuxError(
      "patch the vDSO", on: "this machine", detail: why, hint: "use faults of another kind")
  }

  /// Behind the mark that an indirect call must find, where there is one.
  private static func afterMark(_ function: Range<Int>, _ bytes: [UInt8]) -> Int {
    let hasMark = bytes[function].starts(with: [0xf3, 0x0f, 0x1e, 0xfa])
    return function.lowerBound + (hasMark ? 4 : 0)
  }

  /// Behind the object in its last page; else in a function that is replaced as a whole.
  private static func room(
    for size: Int, in object: KernelObject, orIn function: Range<Int>
  ) -> Int? {
    let behind = (object.end + 63) / 64 * 64
    if behind + size <= object.bytes.count, object.bytes[behind...].allSatisfy({ $0 == 0 }) {
      return behind
    }
    let inside = (function.lowerBound + 4 + Prologue.jumpSize + 15) / 16 * 16
    return inside + size <= function.upperBound ? inside : nil
  }

  /// The image with a shift in its first slot.
  func bytes(with shift: ClockShift) -> [UInt8] {
    var image = bytes
    image.replaceSubrange(Self.slots..<(Self.slots + Self.slotSize), with: shift.slot)
    return image
  }
}
