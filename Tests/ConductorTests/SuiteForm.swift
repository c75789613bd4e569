import Foundation

/// `make test` takes the short form of what many arguments make long, `make test-long` the whole.
///
/// A test on a range whose function's name ends in `Long` runs in the whole only.
enum SuiteForm {
  private static let isLong = ProcessInfo.processInfo.environment["CYGNET_LONG"] == "1"

  /// The arguments of a test: a few that reach each path once, or all of them.
  static func arguments<Argument>(_ few: [Argument], ofAll all: [Argument]) -> [Argument] {
    isLong ? all : few
  }
}
