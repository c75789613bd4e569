import Foundation

/// Ends this process when its parent has ended: nothing may outlive a range.
enum HelperEnd {
  /// Follows standard input, which the parent's end closes.
  static func follow() {
    Thread.detachNewThread {
      while readLine() != nil { continue }
      exit(0)
    }
  }
}
