import Glibc
package import Vocabulary

/// Holds the calling thread back, so that whoever feeds it is held back through a full pipe.
package enum ThreadPause {
  /// Returns after that span, or a little later; of nothing at once.
  package static func take(_ span: Nanoseconds) {
    if span > .zero { usleep(UInt32(clamping: span.rawValue / 1_000)) }
  }
}
