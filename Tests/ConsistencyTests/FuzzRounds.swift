import Foundation

extension Samples {
  /// How many histories of each shape are tried; `make fuzz` says more.
  static let rounds =
    ProcessInfo.processInfo.environment["CYGNET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 2_000
}
