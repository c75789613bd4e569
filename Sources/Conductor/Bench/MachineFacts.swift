import Foundation
import Vocabulary

extension BenchReport.Machine {
  /// This machine as it is now.
  static func here() -> BenchReport.Machine {
    func words(_ path: String) -> [Substring] {
      let data = FileManager.default.contents(atPath: path) ?? Data()
      return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    }
    return BenchReport.Machine(
      cores: ProcessInfo.processInfo.activeProcessorCount,
      kernel: words("/proc/sys/kernel/osrelease").first.map(String.init) ?? "unknown",
      loadBefore: words("/proc/loadavg").first.flatMap { Double($0) } ?? 0,
      cygnetVersion: ProjectVersion.text)
  }
}
