import CLinux

/// The shared object that the kernel maps into every process, the vDSO, with its functions.
///
/// Shape:  the same bytes for every 64-bit process of a machine, so this process's own are the
///         original of every victim's, and nothing about a victim has to be remembered.
/// Errors: a vDSO that is no 64-bit ELF object.
struct KernelObject: Sendable {
  /// All of it, whole pages.
  let bytes: [UInt8]
  /// Where its functions lie, by name.
  let functions: [String: Range<Int>]
  /// The first byte behind everything that its headers speak of.
  let end: Int

  /// The address of this process's own.
  static var ownAddress: UInt64 { clinux_kernel_object() }

  /// The one that the kernel gave this process.
  static func own() throws(LinuxError) -> KernelObject {
    let address = ownAddress
    guard address != 0, let start = UnsafeRawPointer(bitPattern: UInt(address)) else {
      throw LinuxError("find the vDSO", on: "this process", hint: "boot without vdso=0")
    }
    // Sections are its last part; what is behind them belongs to the last page.
    let header = [UInt8](UnsafeRawBufferPointer(start: start, count: 64))
    let sections = Int(header.word(40)) + Int(header.half(58)) * Int(header.half(60))
    let pages = (sections + 4095) / 4096 * 4096
    guard header.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2]), (4096...65536).contains(pages) else {
      throw LinuxError("read the vDSO", on: "this process", detail: "it is no 64-bit ELF object")
    }
    return try KernelObject([UInt8](UnsafeRawBufferPointer(start: start, count: pages)))
  }

  /// Reads the symbols of an ELF object.
  init(_ bytes: [UInt8]) throws(LinuxError) {
    self.bytes = bytes
    let (start, size) = (Int(bytes.word(40)), Int(bytes.half(58)))
    let count = Int(bytes.half(60))
    guard size == 64, start > 0, start + size * count <= bytes.count else {
      throw LinuxError("read the vDSO", on: "this machine", detail: "it has no sections")
    }
    var functions: [String: Range<Int>] = [:]
    let sections = (0..<count).map { start + $0 * size }
    for section in sections where bytes.long(section + 4) == 11 {
      let names = sections[Int(bytes.long(section + 40))]
      let table = Int(bytes.word(section + 24))
      for symbol in stride(from: table, to: table + Int(bytes.word(section + 32)), by: 24) {
        let place = Int(bytes.word(symbol + 8))
        let length = Int(bytes.word(symbol + 16))
        guard bytes[symbol + 4] & 15 == 2, place + length <= bytes.count else { continue }
        let name = Int(bytes.word(names + 24)) + Int(bytes.long(symbol))
        functions[bytes.text(name)] = place..<(place + length)
      }
    }
    self.functions = functions
    end = start + size * count
  }
}

extension [UInt8] {
  /// A little-endian number of 16 bits.
  func half(_ place: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(place, 2)) }
  /// A little-endian number of 32 bits.
  func long(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(place, 4)) }
  /// A little-endian number of 64 bits.
  func word(_ place: Int) -> UInt64 { number(place, 8) }
  /// A little-endian number of 64 bits with a sign.
  func signed(_ place: Int) -> Int64 { Int64(bitPattern: number(place, 8)) }

  private func number(_ place: Int, _ size: Int) -> UInt64 {
    guard place >= 0, place + size <= count else { return 0 }
    return withUnsafeBytes { bytes in
      var number: UInt64 = 0
      for index in 0..<size { number |= UInt64(bytes[place + index]) << UInt64(8 * index) }
      return number
    }
  }

  /// A text that ends in a zero.
  func text(_ place: Int) -> String {
    guard indices.contains(place) else { return "" }
    return String(decoding: self[place...].prefix { $0 != 0 }, as: UTF8.self)
  }

  /// A number's bytes, the least significant first.
  static func of(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
