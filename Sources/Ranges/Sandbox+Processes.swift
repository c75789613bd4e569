import Foundation
import Glibc
import LinuxHost
package import Vocabulary

extension Sandbox {
  /// The number here of a process that the agent calls `inner`; nil where there is none.
  package func outerPid(of inner: Int32) -> Int32? {
    Self.child(of: record.pid).flatMap { ForeignProcess.pid(of: inner, inSandboxOf: $0) }
  }

  /// For how long a process runs; nil where there is none.
  package func age(of inner: Int32) -> Nanoseconds? {
    guard let pid = outerPid(of: inner), let process = ProcessTree.Entry(pid: pid),
      let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
      let now = uptime.split(separator: " ").first.flatMap({ Double($0) })
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    return .seconds(max(0, now - Double(process.startTicks) / ticks))
  }
}
