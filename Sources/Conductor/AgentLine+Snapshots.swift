import Ranges
import Vocabulary

extension AgentLine {
  /// What faults may have left on each host; two of an untouched range are equal.
  func snapshots() async throws(RangeError) -> [HostSnapshot] {
    guard case .snapshots(let hosts) = try await ask(.snapshot) else {
      throw RangeError("the agent took no snapshot", hint: "see hosts/agent.log of the run")
    }
    return hosts
  }

  /// What differs from an earlier snapshot, by host, in words; empty where nothing does.
  func residue(since before: [HostSnapshot]) async throws(RangeError) -> [HostName: [String]] {
    let earlier = Dictionary(uniqueKeysWithValues: before.map { ($0.host, $0) })
    return try await snapshots().reduce(into: [:]) { found, now in
      let empty = HostSnapshot(host: now.host, sections: [:])
      let lines = now.difference(from: earlier[now.host] ?? empty)
      if !lines.isEmpty { found[now.host] = lines }
    }
  }
}
