import Databases
import Faults
import Testing
import Vocabulary

@Suite struct RestoreBackupTests {
  private static let kinds = ["etcd", "galera", "patroni", "redis"]
  private static let hosts: [HostName] = ["n3", "n2"]

  private static func cluster(_ kind: String) -> ClusterFacts {
    ClusterFacts(
      kind: kind,
      layout: ClusterLayout(
        addresses: ["n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3"],
        dataDirectories: [
          "n1": "/x/n1/disk/data", "n2": "/x/n2/disk/data", "n3": "/x/n3/disk/data",
        ], settings: [:], token: "t-1"),
      identifiers: [:], backups: "/backups")
  }

  private static func restore(_ kind: String) -> CompiledFault {
    var step = SampleSteps.step(RestoreBackup().signature, name: "again", hosts: hosts)
    step.parameters = ["from": .text("nightly")]
    return RestoreBackup().compile(step, on: cluster(kind))
  }

  private static func take(
    _ kind: String, _ parameters: [String: ParameterValue] = [:]
  ) -> CompiledFault {
    var step = SampleSteps.step(TakeBackup().signature, name: "nightly", hosts: ["n1"])
    step.parameters = parameters
    return TakeBackup().compile(step, on: cluster(kind))
  }

  private static func typed(_ action: HostAction) -> OperatorCommand? {
    if case .command(let command) = action { command } else { nil }
  }

  @Test("Every host has restored the backup before the first of them is stopped", arguments: kinds)
  func restoredFirst(kind: String) throws {
    let actions = Self.restore(kind).actions
    let stop = try #require(
      actions.firstIndex {
        if case .stopDatabase = $0 { true } else { false }
      })
    let before = actions[..<stop].compactMap(Self.typed)
    #expect(before.map(\.host) == Self.hosts)
    #expect(before.allSatisfy { $0.arguments.contains("/backups/nightly.db") })
    #expect(
      before.allSatisfy { command in
        command.arguments.contains("/x/\(command.host)/disk/data-again")
      })
    #expect(actions[stop...].compactMap(Self.typed).allSatisfy { !$0.text.contains("/backups/") })
  }

  @Test("Stopped hosts exchange their data, then their other files, and only then are started")
  func order() throws {
    for kind in Self.kinds {
      let actions = Self.restore(kind).actions
      let start = try #require(
        actions.firstIndex {
          if case .startDatabase = $0 { true } else { false }
        })
      #expect(actions.count == start + Self.hosts.count)
      let words = actions.compactMap(Self.typed).map(\.text)
      let moved = try #require(words.lastIndex { $0.hasPrefix("mv ") })
      // etcd keeps nothing beside its data; the others have files that name the members.
      #expect((words.count > moved + 1) == (kind != "etcd"))
      #expect(words[(moved + 1)...].allSatisfy { !$0.contains("/data-again") })
    }
  }

  @Test("The first host leads the new cluster, and nobody who is left out is in its files")
  func members() throws {
    let words = Self.restore("redis").actions.compactMap(Self.typed)
    let files = words.filter { $0.text.contains("replica-announce-ip") }
    #expect(files.map(\.host) == Self.hosts)
    #expect(!files[0].text.contains("replicaof"))
    #expect(files[1].text.contains("replicaof 10.0.0.3 6379"))
    let sentinels = words.filter { $0.text.contains("sentinel monitor") }
    #expect(sentinels.count == 2)
    #expect(sentinels.allSatisfy { $0.text.contains("sentinel monitor t-1 10.0.0.3 6379 2") })
    for kind in ["galera", "patroni", "redis"] {
      let text = Self.restore(kind).actions.compactMap(Self.typed).map(\.text).joined()
      #expect(text.contains("10.0.0.2") && !text.contains("10.0.0.1"), "\(kind)")
    }
  }

  @Test("A new group of Galera or Patroni has a name that the old one has not")
  func names() {
    for (kind, line) in [("galera", "wsrep_cluster_name="), ("patroni", "scope: ")] {
      let text = Self.restore(kind).actions.compactMap(Self.typed).map(\.text).joined()
      #expect(text.contains("\(line)t-1-again\n"))
      #expect(!text.contains("\(line)t-1\n"))
    }
  }

  @Test("Whether the new members know each other is asked on each of them", arguments: kinds)
  func proved(kind: String) {
    let effect = Self.restore(kind).effect
    let asked = effect.compactMap { probe -> HostName? in
      if case .command(let host, _, let wanted) = probe, wanted.succeeds { host } else { nil }
    }
    #expect(asked == Self.hosts)
    for host in Self.hosts { #expect(effect.contains(.databaseRestarted(host: host))) }
    // A member of Redis that counts the old ones would never serve.
    let serves = effect.contains(.database(host: "n3", state: .serving))
    #expect(serves == (kind == "etcd"))
  }

  @Test("A backup is taken, looked at and tried; what is cut must fail", arguments: kinds)
  func taken(kind: String) throws {
    let whole = Self.take(kind)
    let cut = Self.take(kind, ["keep": .ratio(0.6)])
    #expect(whole.actions.count == 3)
    #expect(cut.actions.dropLast() == whole.actions[...])
    #expect(Self.typed(cut.actions[3])?.text.contains("* 60 / 100") == true)
    for (fault, succeeds) in [(whole, true), (cut, false)] {
      guard case .command(_, let arguments, let wanted) = fault.effect.first else {
        Issue.record("the proof is a trial")
        return
      }
      #expect(wanted.succeeds == succeeds)
      #expect(arguments.contains("/backups/nightly.db.trial"))
    }
    let database = try #require(
      DatabaseCatalogue.database(kind) as? any RestorableDatabase)
    #expect(
      Self.typed(whole.actions[2])?.arguments == database.inspection(of: "/backups/nightly.db"))
  }

  @Test("An empty backup is there, holds no byte, and must not restore", arguments: kinds)
  func emptied(kind: String) throws {
    let whole = Self.take(kind)
    let empty = Self.take(kind, ["empty": .flag(true)])
    #expect(empty.actions.dropLast() == whole.actions[...])
    let last = try #require(empty.actions.last)
    #expect(Self.typed(last)?.text.contains("* 0 / 100") == true)
    let expected = empty.effect.map { probe -> Bool? in
      if case .command(_, _, let wanted) = probe { wanted.succeeds } else { nil }
    }
    #expect(expected == [false, true])
    #expect(Self.take(kind, ["empty": .flag(false)]) == whole)
  }

  @Test("A copy is made past the database, and whether it starts is no part of the proof")
  func copied() throws {
    for kind in ["galera", "patroni"] {
      let whole = Self.take(kind)
      let copy = Self.take(kind, ["inconsistent": .flag(true)])
      #expect(copy.actions.count == whole.actions.count)
      #expect(copy.actions[1] != whole.actions[1])
      #expect(copy.actions[2] == whole.actions[2])
      let words = try #require(Self.typed(copy.actions[1])).text
      #expect(words.contains("/x/n1/disk/data") && words.contains("sleep"))
      #expect(!words.contains("pg_basebackup") && !words.contains("mariabackup"))
      guard copy.effect.count == 1, case .command(_, let asked, let wanted) = copy.effect[0] else {
        Issue.record("one question is the proof")
        return
      }
      #expect(wanted.succeeds && !asked.contains("/backups/nightly.db.trial"))
    }
    for kind in ["etcd", "redis"] {
      #expect(Self.take(kind, ["inconsistent": .flag(true)]).actions.isEmpty, "\(kind)")
    }
  }

  @Test("The archived log is played where PostgreSQL has it, up to the point or to its end")
  func replayed() throws {
    func restore(_ kind: String, _ parameters: [String: ParameterValue]) -> CompiledFault {
      var step = SampleSteps.step(RestoreBackup().signature, name: "again", hosts: Self.hosts)
      step.parameters = parameters.merging(["from": .text("nightly")]) { first, _ in first }
      return RestoreBackup().compile(step, on: Self.cluster(kind))
    }
    let ends: [(ParameterValue, String, String)] = [
      (.text("month-end"), "until", "mark month-end"), (.flag(true), "replay", "archive"),
    ]
    for (value, name, end) in ends {
      let fault = restore("patroni", [name: value])
      let first = try #require(fault.actions.first)
      #expect(Self.typed(first)?.arguments.last == end)
      #expect(restore("redis", [name: value]).actions.isEmpty)
    }
    let usual = try #require(Self.restore("patroni").actions.first)
    #expect(Self.typed(usual)?.arguments.last == "backup")
  }

  @Test("A point in the log is set on whoever takes writes, and counts once it is archived")
  func marked() throws {
    let step = SampleSteps.step(MarkLog().signature, name: "month-end", hosts: ["n2"])
    let fault = MarkLog().compile(step, on: Self.cluster("patroni"))
    let last = try #require(fault.actions.last)
    let words = try #require(Self.typed(last))
    #expect(words.host == "n2")
    #expect(words.arguments.suffix(2) == ["/backups/month-end.mark", "month-end"])
    guard case .command(_, let asked, _) = fault.effect.first else {
      Issue.record("the archive is looked at")
      return
    }
    #expect(asked.suffix(2) == ["/backups/month-end.mark", "/x/backups/log-t-1"])
    #expect(MarkLog().compile(step, on: Self.cluster("galera")).actions.isEmpty)
  }

  @Test("A database without the words for it does nothing, and nothing counts as proved")
  func unknown() {
    let fault = Self.restore("kvstore")
    #expect(fault.actions.isEmpty && fault.effect.isEmpty)
  }
}
