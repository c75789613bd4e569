import Foundation

/// The orders that a helper process gets from its parent, line by line.
enum StandardInput {
  /// Waits until the input ends or a line is one that ends the waiting.
  static func untilEnd(_ isLast: @escaping @Sendable (String) -> Bool) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while let line = readLine() {
          if isLast(line) { break }
        }
        continuation.resume()
      }
    }
  }
}
