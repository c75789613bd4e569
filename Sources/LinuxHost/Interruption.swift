import Glibc
import Synchronization

/// Turns Ctrl-C and SIGTERM into a question that long work asks: whether a person wants it to end.
///
/// Effect: the first signal is remembered; a second one ends the process as usual.
package enum Interruption {
  private static let asked = Atomic<Bool>(false)

  /// Begins to listen, for the whole process.
  package static func listen() {
    // The flag is made before a signal can come: a handler must not be the first to touch it.
    asked.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.asked.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Whether a signal came.
  package static var isAsked: Bool { asked.load(ordering: .relaxed) }
}
