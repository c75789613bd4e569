import LinuxHost
package import Vocabulary

/// Takes a host away as a power failure does: its network falls silent, then every process dies.
///
/// Effect: peers hear nothing, neither the end of a connection nor a refusal, until their own
///         timers run out; that is what tells a dead machine from a dead process.
/// Units:  `lost-unsynced` also drops what the database wrote in its last 20 ms and did not sync;
///         hold `disk.lost-fsync` before the crash, and it drops all since each file's last fsync.
/// Cure:   the network is there again, and the database is started.
/// Limits: the kernel of a range outlives its hosts: after the healing a peer may hear the end of
///         an old connection, where a machine that was booted would refuse it.
/// Source: Jepsen `lazyfs`, ALICE (OSDI 2014) on what crashes lose.
package struct CrashHost: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `host.crash`.
  package var signature: StepSignature {
    StepSignature(
      kind: "host.crash", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "lost-unsynced", .flag,
          help: "true also drops what the database wrote and did not sync")
      ],
      needs: [.namespaces, .nftables],
      summary: "silences a host and kills everything on it at once, as a power failure does",
      proof: "no process of the database is left, and open connections stall in both directions; "
        + "healed, packets pass and the database answers")
  }

  /// First the silence: a process that dies before it would still say goodbye.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let fault = step.name.rawValue
    let table = NetworkCut.table(of: step.name)
    let losesUnsynced = step.parameters["lost-unsynced"] == .flag(true)
    let loss = SyncLoss(choice: FileChoice(fault: fault), isLying: false)
    // The disk must remember what is not synced before the power goes.
    let disk = losesUnsynced ? step.hosts : []
    let links = step.hosts.flatMap { host in
      cluster.addresses.keys.filter { $0 != host }.flatMap {
        [Link(from: host, to: $0), Link(from: $0, to: host)]
      }
    }
    let silent = Set(links).sorted()
    return CompiledFault(
      actions: step.hosts.map {
        .loadTable(host: $0, table: table, rules: NFTRules.silence)
      }
        + disk.map {
          .set(host: $0, fault: fault, setting: .disk(DiskSetting(losses: [loss])))
        }
        + step.hosts.map {
          .set(host: $0, fault: fault, setting: .process(ProcessSetting(isDown: true)))
        },
      undo: disk.map { .clear(host: $0, fault: fault, part: .disk) }
        + step.hosts.flatMap {
          [
            HostAction.deleteTable(host: $0, table: table),
            .clear(host: $0, fault: fault, part: .process),
          ]
        },
      effect: step.hosts.map { .database(host: $0, state: .gone) }
        + [.links(blocked: silent, open: [], payloadOnly: false)]
        + step.hosts.map { .tableHit(host: $0, table: table) },
      healed: step.hosts.map { .tableGone(host: $0, table: table) }
        + [.links(blocked: [], open: silent, payloadOnly: false)]
        + step.hosts.map { ProcessLimit.released($0, from: fault) },
      proofLimitNs: .seconds(15))
  }
}
