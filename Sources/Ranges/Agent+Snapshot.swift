import Synchronization
import Vocabulary

extension Agent {
  /// What faults may have left on each host, in the order of the range.
  func snapshots() throws -> [HostSnapshot] {
    let hosts = state.withLock { state in state.order.compactMap { state.hosts[$0] } }
    return try hosts.map { host in try host.actions.withLock { _ in try host.snapshot() } }
  }
}
