import CFuse3
import Glibc
import Vocabulary

/// What one file held before the writes that are not durable yet.
///
/// Shape:  layers from sync to sync, each with the first image of every page that was changed in
///         it; a sync that has ended removes all layers that were there when it began.
/// Limits: names are durable at once, data and sizes are not: an unsynced new file is empty after
///         the cut, a rename or removal stays.
struct UnsyncedFile {
  /// A descriptor of its own, for the file may be closed or renamed before the power is cut.
  let descriptor: Int32
  private var layers: [Layer] = []
  private var last: LastWrite?

  private struct Layer {
    var number: UInt64
    var size: Int64
    /// By page number; an empty one was all zero, as preallocated ones are.
    var pages: [Int64: [UInt8]] = [:]
    /// Whether a sync has begun since, which covers it.
    var isClosed = false
  }

  private struct LastWrite {
    var number: UInt64
    var offset: Int64
    var sizeBefore: Int64
    var before: [UInt8]
    var bytes: [UInt8]
    var survives: Int
  }

  private static let page: Int64 = 4_096

  /// The same file through a descriptor that may read and write it, whatever the caller's may.
  init?(sameAs file: Int32) {
    descriptor = open("/proc/self/fd/\(file)", O_RDWR | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  /// Whether a cut of the power would change nothing.
  var isDurable: Bool { layers.isEmpty && last == nil }

  private var size: Int64 {
    var status = stat()
    return fstat(descriptor, &status) < 0 ? 0 : Int64(status.st_size)
  }

  private func read(_ count: Int64, at offset: Int64) -> [UInt8] {
    if count <= 0 { return [] }
    var buffer = [UInt8](repeating: 0, count: Int(count))
    let got = pread(descriptor, &buffer, buffer.count, off_t(offset))
    return Array(buffer.prefix(max(0, got)))
  }

  /// Keeps what a change of these bytes would overwrite or cut off.
  mutating func keep(_ range: Range<Int64>, number: UInt64) {
    if layers.isEmpty || layers[layers.count - 1].isClosed {
      layers.append(Layer(number: number, size: size))
    }
    var layer = layers.removeLast()
    var page = range.lowerBound / Self.page
    while page * Self.page < min(range.upperBound, layer.size) {
      if layer.pages[page] == nil {
        let start = page * Self.page
        let image = read(min(Self.page, layer.size - start), at: start)
        layer.pages[page] = image.allSatisfy { $0 == 0 } ? [] : image
      }
      page += 1
    }
    layers.append(layer)
  }

  /// Keeps a write of which only a part may survive.
  mutating func keepLast(
    _ bytes: UnsafeRawBufferPointer, at offset: Int64, by rule: TornWrite, number: UInt64
  ) {
    let sizeBefore = size
    let overlap = max(0, min(offset + Int64(bytes.count), sizeBefore) - offset)
    last = LastWrite(
      number: number, offset: offset, sizeBefore: sizeBefore,
      before: read(overlap, at: offset), bytes: Array(bytes),
      survives: rule.surviving(of: bytes.count, at: offset, number: number))
  }

  /// The last write is no longer the last change.
  mutating func forgetLast() { last = nil }

  /// What is written from now on is not covered by a sync that begins now.
  mutating func closeLayer() {
    if !layers.isEmpty { layers[layers.count - 1].isClosed = true }
  }

  /// A sync that began at `number` has ended well.
  mutating func synced(upTo number: UInt64) {
    layers.removeAll { $0.number <= number }
    if let write = last, write.number <= number { last = nil }
  }

  /// Forgets what the rules no longer want back.
  mutating func forget(layers forgetsLayers: Bool, last forgetsLast: Bool) {
    if forgetsLayers { layers = [] }
    if forgetsLast { last = nil }
  }

  /// Puts the file back as it is on a disk whose power was cut.
  mutating func cut() -> (bytes: Int64, isTorn: Bool) {
    var lost: Int64 = 0
    let torn = last
    if layers.isEmpty, let write = last {
      put(write.before, at: write.offset)
      if size > write.sizeBefore { ftruncate(descriptor, off_t(write.sizeBefore)) }
      lost += Int64(write.bytes.count - write.survives)
    }
    for layer in layers.reversed() {
      lost += max(0, size - layer.size)
      ftruncate(descriptor, off_t(layer.size))
      for (page, image) in layer.pages {
        let start = page * Self.page
        let length = min(Self.page, layer.size - start)
        let before = image.isEmpty ? [UInt8](repeating: 0, count: Int(max(0, length))) : image
        if read(length, at: start) != before {
          put(before, at: start)
          lost += length
        }
      }
    }
    if let torn { put(Array(torn.bytes.prefix(torn.survives)), at: torn.offset) }
    layers = []
    last = nil
    return (lost, torn != nil)
  }

  private func put(_ bytes: [UInt8], at offset: Int64) {
    _ = pwrite(descriptor, bytes, bytes.count, off_t(offset))
  }
}

extension TornWrite {
  /// How many bytes of a write survive: what the mission says, or up to a boundary of 512 bytes.
  func surviving(of count: Int, at offset: Int64, number: UInt64) -> Int {
    if let atBytes { return Int(min(atBytes, Int64(count))) }
    // A sector is written whole or not at all, so boundaries count from the start of the file.
    let first = Int((512 - offset % 512) % 512)
    let boundaries = [0] + Array(stride(from: first, to: count, by: 512)).filter { $0 > 0 }
    var random = SeededRandom(seed: number, purpose: choice.fault)
    // Nothing at all would be a lost write, no torn one, wherever there is a boundary in it.
    return boundaries.count == 1 ? 0 : boundaries[1 + random.below(boundaries.count - 1)]
  }
}
