/// How a pass-through disk behaves; faults on one disk merge.
package struct DiskSetting: Sendable, Equatable, Codable {
  /// Added to each fsync and fdatasync.
  package var fsyncDelayNs: Nanoseconds
  /// Added to each read.
  package var readDelayNs: Nanoseconds
  /// Added to each write.
  package var writeDelayNs: Nanoseconds

  /// A disk that adds these delays; all zero is at rest.
  package init(
    fsyncDelayNs: Nanoseconds = .zero, readDelayNs: Nanoseconds = .zero,
    writeDelayNs: Nanoseconds = .zero
  ) {
    self.fsyncDelayNs = fsyncDelayNs
    self.readDelayNs = readDelayNs
    self.writeDelayNs = writeDelayNs
  }

  /// Each thing that is not at rest, in words.
  package var words: [String] {
    [("fsync", fsyncDelayNs), ("read", readDelayNs), ("write", writeDelayNs)].compactMap {
      $0.1 == .zero ? nil : "\($0.0) +\($0.1)"
    }
  }

  /// Both settings at once: delays add.
  package func merged(with other: DiskSetting) -> DiskSetting {
    DiskSetting(
      fsyncDelayNs: fsyncDelayNs + other.fsyncDelayNs,
      readDelayNs: readDelayNs + other.readDelayNs,
      writeDelayNs: writeDelayNs + other.writeDelayNs)
  }
}
