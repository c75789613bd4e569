import Glibc
package import Vocabulary

/// What this machine can do for a range, found by trying it in namespaces that are gone afterwards.
package enum Capabilities {
  /// One thing that was tried.
  package struct Finding: Sendable, Equatable, Codable {
    /// As people call it, such as `network namespaces`.
    package var name: String
    /// What missions name it by; nil where no step asks for it.
    package var capability: Capability?
    /// Whether it works here.
    package var isUsable: Bool
    /// Whether nothing works without it.
    package var isRequired: Bool
    /// What was seen.
    package var reason: String
    /// The command that mends it; nil where nothing is to be mended.
    package var cure: String?
  }

  /// Whether this process is root, if only of its user namespace.
  package static var isRoot: Bool { geteuid() == 0 }

  /// Tries everything; takes about 0.2 s, blocks meanwhile, and leaves nothing behind.
  package static func probe() -> [Finding] {
    [
      privileges(), namespaces(), nftables(), packetQueue(), fuse(), victimClock(), etcd(),
      galera(), redis(), patroni(), prometheus(), exporter(of: "Redis", "redis"),
      exporter(of: "MariaDB", "mysqld"), netem(),
      limit("processor limits", .processorLimit, .cpu) { group throws(LinuxError) in
        try group.limitProcessors(to: 1)
      },
      limit("memory limits", .memoryLimit, .memory) { group throws(LinuxError) in
        try group.limitMemory(to: 1 << 30)
      },
    ]
  }

  /// What the kernel does not permit is permitted to root, real or of a user namespace.
  private static let asRoot =
    "unshare --user --map-root-user --net --mount --pid --fork --mount-proc cygnet range doctor"

  private static func finding(
    _ name: String, _ capability: Capability?, isRequired: Bool = true, cure: String,
    _ attempt: () throws(LinuxError) -> String
  ) -> Finding {
    do throws(LinuxError) {
      let reason = try attempt()
      return Finding(
        name: name, capability: capability, isUsable: true, isRequired: isRequired,
        reason: reason, cure: nil)
    } catch {
      return Finding(
        name: name, capability: capability, isUsable: false, isRequired: isRequired,
        reason: error.description, cure: error.code == EPERM ? asRoot : cure)
    }
  }

  private static func privileges() -> Finding {
    finding("privileges", nil, cure: "sysctl -w user.max_user_namespaces=10000") {
      () throws(LinuxError) in
      if geteuid() == 0 { return "root, or the root of a user namespace" }
      let outcome = try Command.run("unshare", ["--user", "--map-root-user", "true"])
      if outcome.status.isSuccess { return "unprivileged user namespaces" }
      throw LinuxError("make a user namespace", on: "this user", detail: outcome.error)
    }
  }

  private static func namespaces() -> Finding {
    finding("network namespaces", .namespaces, cure: "apt-get install iproute2") {
      () throws(LinuxError) in
      let host = try HostNamespace.create(name: "doctor")
      defer { host.destroy() }
      let other = try HostNamespace.create(name: "doctor2")
      defer { other.destroy() }
      _ = try HostLinks.setUp(bridgeHost: host, hosts: [other])
      return "a bridge and a virtual cable between two hosts were made"
    }
  }

  private static func nftables() -> Finding {
    finding("nftables", .nftables, cure: "modprobe nf_tables") { () throws(LinuxError) in
      let host = try HostNamespace.create(name: "doctor")
      defer { host.destroy() }
      let tables = try NFTables(host: host)
      let chains = NFTRules.chains(
        inbound: [HostLinks.address(ofHost: 1)], outbound: [], payloadOnly: true)
      try tables.load(table: "doctor", chains: chains)
      return "a payload-only cut was loaded into a host"
    }
  }

  private static func packetQueue() -> Finding {
    let cure = "modprobe -a nft_compat xt_NFQUEUE nfnetlink_queue"
    return finding("packet queue", .nfqueue, isRequired: false, cure: cure) {
      () throws(LinuxError) in
      let host = try HostNamespace.create(name: "doctor")
      defer { host.destroy() }
      let links = LinkShaping(host: host)
      try links.apply([HostLinks.address(ofHost: 1): LinkSetting(delayNs: .milliseconds(1))])
      try links.apply([:])
      return "a link of a host was delayed"
    }
  }

  private static func fuse() -> Finding {
    // Debian's own rules make it everybody's; some machines are without them.
    let cure = access("/dev/fuse", F_OK) == 0 ? "chmod 666 /dev/fuse" : "modprobe fuse"
    return finding("FUSE", .fuse, cure: cure) { () throws(LinuxError) in
      close(try checkLast(open("/dev/fuse", O_RDWR | O_CLOEXEC), "open", on: "/dev/fuse"))
      return "/dev/fuse can be opened"
    }
  }

  private static func victimClock() -> Finding {
    finding(
      "victim clocks", .victimClock, isRequired: false, cure: "run on x86-64, without a debugger"
    ) { () throws(LinuxError) in
      // A busy machine may keep a child, or whoever looks at it, from running for a while.
      let deadline = MonotonicClock.now() + .seconds(2)
      while true {
        do throws(LinuxError) {
          try shiftChild()
          return "a child read a clock one hour ahead, and then the machine's again"
        } catch {
          guard MonotonicClock.now() < deadline, (try? ClockImage.own.get()) != nil else {
            throw error
          }
          usleep(20_000)
        }
      }
    }
  }

  private static func shiftChild() throws(LinuxError) {
    let child = try ChildProcess.start(Launch("sleep", ["60"], output: .null))
    defer { try? child.signal(SIGKILL) }
    guard let victim = try ClockVictim.find(child.pid, within: .seconds(1)) else {
      throw LinuxError("find the vDSO", on: "a child process")
    }
    try victim.apply(ClockShift(offsetNs: 3_600_000_000_000))
    let shifted = try victim.reading()
    try victim.restore()
    guard let shifted, let restored = try victim.reading(), victim.state == .original,
      abs(shifted.offsetNs - 3_600_000_000_000) < 1_000_000_000,
      abs(restored.offsetNs) < 1_000_000_000
    else {
      throw LinuxError("shift the clock", on: "a child process", detail: "it had no effect")
    }
  }

  private static func etcd() -> Finding {
    finding("etcd", .etcd, isRequired: false, cure: "apt-get install etcd-server") {
      () throws(LinuxError) in
      let words = try Command.succeed("etcd", ["--version"])
      return words.split(separator: "\n").first.map(String.init) ?? "etcd runs"
    }
  }

  private static func galera() -> Finding {
    finding(
      "MariaDB with Galera", .galera, isRequired: false,
      cure: "apt-get install mariadb-server galera-4 rsync"
    ) { () throws(LinuxError) in
      let server = try Command.succeed("mariadbd", ["--version"])
      _ = try Command.succeed("test", ["-e", "/usr/lib/galera/libgalera_smm.so"])
      _ = try Command.succeed("rsync", ["--version"])
      // rsync gives up root, so the server is given a user namespace of its own.
      _ = try Command.succeed(
        "unshare", ["--user", "--map-user=mysql", "--map-group=mysql", "--ipc", "true"])
      return server.split(separator: "\n").first.map(String.init) ?? "MariaDB runs"
    }
  }

  private static func redis() -> Finding {
    finding("Redis", .redis, isRequired: false, cure: "apt-get install redis-server") {
      () throws(LinuxError) in
      let words = try Command.succeed("redis-server", ["--version"])
      return words.split(separator: "\n").first.map(String.init) ?? "Redis runs"
    }
  }

  private static func patroni() -> Finding {
    finding(
      "PostgreSQL with Patroni", .patroni, isRequired: false,
      cure: "apt-get install postgresql-15 patroni"
    ) { () throws(LinuxError) in
      let server = try Command.succeed("/usr/lib/postgresql/15/bin/postgres", ["--version"])
      // PostgreSQL refuses to run as root, so it is given a user namespace of its own.
      _ = try Command.succeed(
        "unshare", ["--user", "--map-user=postgres", "--map-group=postgres", "--ipc", "true"])
      let manager = try Command.succeed("patroni", ["--version"])
      return [server, manager].compactMap { $0.split(separator: "\n").first.map(String.init) }
        .joined(separator: ", ")
    }
  }

  private static func prometheus() -> Finding {
    finding(
      "Prometheus", .prometheus, isRequired: false,
      cure: "apt-get install prometheus prometheus-alertmanager"
    ) { () throws(LinuxError) in
      guard let programs = MonitoringPrograms.found else {
        throw LinuxError("find the program", on: "prometheus or its alertmanager", code: ENOENT)
      }
      return try programs.versions().joined(separator: "; ")
    }
  }

  /// Without it a database has the built-in alerts.
  private static func exporter(of database: String, _ word: String) -> Finding {
    let names = ["prometheus-\(word)-exporter", "\(word)_exporter"]
    return finding(
      "exporter of \(database)", nil, isRequired: false, cure: "apt-get install \(names[0])"
    ) { () throws(LinuxError) in
      guard let path = names.lazy.compactMap({ ChildProcess.path(of: $0) }).first else {
        throw LinuxError("find the program", on: names[0], code: ENOENT)
      }
      let answer = try Command.run(path, ["--version"])
      return MonitoringPrograms.version(in: answer.output + answer.error)
    }
  }

  private static func limit(
    _ name: String, _ capability: Capability, _ controller: ControlGroups.Controller,
    _ body: (ControlGroup) throws(LinuxError) -> Void
  ) -> Finding {
    finding(name, capability, isRequired: false, cure: "run as root, with control groups mounted") {
      () throws(LinuxError) in
      let groups = ControlGroups.find()
      let group = try groups.make("cygnet-doctor-\(getpid())", controller, for: getpid())
      defer { try? group.remove() }
      try body(group)
      return "a control group of \(controller.rawValue) was made and limited"
    }
  }

  private static func netem() -> Finding {
    finding("netem", nil, isRequired: false, cure: "modprobe sch_netem") {
      () throws(LinuxError) in
      let host = try HostNamespace.create(name: "doctor")
      defer { host.destroy() }
      let words = ["qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"]
      try Command.succeed("tc", words, host: host)
      return "a delay was set in a host"
    }
  }
}
