import Faults
package import LinuxHost
package import Vocabulary

/// Which kinds of faults a machine of an inventory can be given.
package enum RemoteKinds {
  /// Kinds that are refused there, each with its reason.
  package static func refused(
    on host: InventoryHost, _ findings: [Capabilities.Finding]
  ) -> [String: String] {
    var reasons: [String: String] = [:]
    let usable = Set(findings.filter(\.isUsable).compactMap(\.capability))
    for signature in FaultCatalogue.all.map(\.signature) {
      reasons[signature.kind] = refusal(of: signature, on: host, usable: usable)
    }
    return reasons
  }

  /// Why a kind is refused on the machine; nil where it can run.
  package static func refusal(
    of signature: StepSignature, on host: InventoryHost, usable: Set<Capability>
  ) -> String? {
    if signature.needs.contains(.fuse) || signature.kind.hasPrefix("disk.") {
      return "its data directory lies on no pass-through disk"
    }
    if signature.kind == "host.crash" {
      return "a machine that falls silent cannot be reached by ssh either"
    }
    if signature.kind == PlannedStep.losesMonitoring {
      return "the monitoring of an inventory is not ours to take away"
    }
    let typed = [
      "maintenance.upgrade", "maintenance.configure", "maintenance.remove-member",
      "maintenance.add-member",
    ]
    if ["operator.", "backup."].contains(where: signature.kind.hasPrefix)
      || typed.contains(signature.kind)
    {
      return "a range can be thrown away afterwards, a machine cannot"
    }
    if signature.targets == .hosts, host.service == nil { return "the host has no database" }
    let starts = [
      "proc.kill", "proc.restart", "proc.crash-loop", "maintenance.stop", "maintenance.start",
    ]
    if starts.contains(signature.kind), host.service?.start.isEmpty == true {
      return "the inventory does not say how the database is started"
    }
    // Every machine is its own host: it needs no namespaces for that.
    let missing = signature.needs.filter {
      $0 != .namespaces && $0 != .etcd && !usable.contains($0)
    }
    return missing.first.map { "the machine lacks \($0.rawValue)" }
  }
}
