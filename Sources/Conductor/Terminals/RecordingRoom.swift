import Foundation
import Synchronization

/// What all recordings of an exercise may take of the disk together.
///
/// Limits: two gigabytes; the record of an exercise lies on the same disk, and must not starve.
final class RecordingRoom: Sendable {
  private let left: Mutex<Int>

  /// The room that the recordings in a folder have left.
  init(in folder: String, most: Int = 2 << 30) {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    let taken = names.reduce(0) { sum, name in
      let size = try? files.attributesOfItem(atPath: folder + "/" + name)[.size] as? Int
      return sum + (size ?? 0)
    }
    left = Mutex(most - taken)
  }

  /// Takes some of it; false where there is not as much.
  func take(_ count: Int) -> Bool {
    left.withLock { left in
      guard left >= count else { return false }
      left -= count
      return true
    }
  }
}
