import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Blue's terminals on a real etcd: what they can do, and what they cannot see.
  @Suite(.serialized) struct TerminalsOnRangeTests {
    private static let member = "(orders-prod) # "

    @Test(
      "A loop in a shell floods no record, and loses nobody's commands", .timeLimit(.minutes(2)))
    func flood() async throws {
      try await Self.with("flood") { typist, _ in
        let lie = "printf 'begin\\037/\\037ls -l\\036end\\0370\\037/\\036' >/run/ops/ask"
        try await typist.enter("for n in {1..4000}; do \(lie); done")
        let counted = try await typist.enter("ssh n1 'echo here' | wc -l")
        #expect(counted.contains("1"))
        try await typist.enter("ssh n2", until: Self.member)
        try await typist.enter("systemctl is-active etcd", until: Self.member)
        try await typist.enter("exit")
        try await typist.press("exit\n")
        #expect(try await typist.isEnded())
        await typist.hub.closeAll()
        let noted = typist.desk.commands
        let looks = noted.count { $0.command == "ls -l" }
        #expect(looks <= 300, "\(looks) of 4,000")
        let lost = typist.desk.dropped.reduce(0) { $0 + $1.lines }
        #expect(looks + lost == 4_000)
        for own in ["for n in", "ssh n1 'echo here'", "ssh n2", "systemctl is-active"] {
          #expect(noted.contains { $0.command.hasPrefix(own) }, "\(own)")
        }
      }
    }

    @Test("People work on the range as they would at work", .timeLimit(.minutes(2)))
    func work() async throws {
      try await Self.with("hands") { typist, cluster in
        let status = try await typist.enter("etcdctl endpoint status")
        #expect(status.split(separator: "\n").count { $0.contains(", 3.") } == 3)
        #expect(try await typist.enter("hosts").contains("n3"))

        let before = try await Self.pid(of: "n2", cluster)
        try await typist.enter("ssh n2", until: Self.member)
        #expect(try await typist.enter("ls /var/lib/etcd", until: Self.member).contains("member"))
        #expect(
          try await typist.enter("journalctl -u etcd -n 5", until: Self.member).contains("\"msg\""))
        try await typist.enter("systemctl restart etcd", until: Self.member)
        let state = try await typist.enter("systemctl status etcd", until: Self.member)
        #expect(state.contains("active (running)"))
        try await typist.enter("exit")
        let after = try await Self.pid(of: "n2", cluster)
        #expect(after != before)
        // The others were left alone: the negative control of the restart.
        #expect(typist.desk.commands.flatMap(\.effects).allSatisfy { $0.host == "n2" })

        #expect(try await typist.enter("echo across | ssh n1 cat").contains("\nacross"))
        let counted = try await typist.enter("ssh n1 journalctl -u etcd -n 3 | wc -l")
        #expect(counted.contains("\n3"))
        #expect(try await typist.enter("ssh nowhere").contains("Could not resolve"))
        try await typist.enter("systemctl restart etcd")
        try await typist.enter("ssh n3 'exit 7'")
        try await Self.interrupt("sleep 60", typist)
        try await Self.interrupt("ssh n1 sleep 60", typist)
        try await typist.press("exit\n")
        #expect(try await typist.isEnded())
        await typist.hub.closeAll()

        let exits = Dictionary(
          typist.desk.commands.map { ("\($0.host): \($0.command)", $0.exit) },
          uniquingKeysWith: { first, _ in first })
        #expect(exits["ops: etcdctl endpoint status"] == 0)
        #expect(exits["n2: systemctl restart etcd"] == 0)
        #expect(exits["ops: ssh nowhere"] == 255)
        #expect(exits["ops: systemctl restart etcd"] == 4)
        #expect(exits["ops: ssh n3 'exit 7'"] == 7)
        #expect(exits["ops: sleep 60"] == 130)
        let restart = try #require(
          typist.desk.commands.first { $0.command == "systemctl restart etcd" })
        #expect(restart.isMutating)
        #expect(restart.targets == ["n2"])
        #expect(restart.effects == [ServiceEffect(host: "n2", verb: .restart, exit: 0)])
        #expect(restart.prompt == "ops@n2 (orders-prod) #")
        #expect(restart.startNs < restart.endNs)
        let entered = try #require(typist.desk.commands.first { $0.command == "ssh n2" })
        #expect(entered.startNs < restart.startNs && restart.endNs < entered.endNs)
        try Self.checkRecording(of: cluster)
      }
    }

    @Test("A terminal sees nothing of the mission and can change nothing", .timeLimit(.minutes(2)))
    func blindness() async throws {
      setenv("CYGNET_TRIAL_MARK", "sycorax", 1)
      defer { unsetenv("CYGNET_TRIAL_MARK") }
      try await Self.with("blind") { typist, cluster in
        let places = cluster.sandbox.record.places
        let secret = places.evidence + "/mission.yaml"
        try Data("mission: sycorax\n".utf8).write(to: URL(fileURLWithPath: secret))
        // The negative controls: from outside all of it can be read.
        #expect(try String(contentsOfFile: secret, encoding: .utf8).contains("sycorax"))
        #expect(FileManager.default.isReadableFile(atPath: places.journal))
        let agent = try #require(cluster.sandbox.outerPid(of: 1))
        #expect(try Self.text("/proc/\(agent)/cmdline").contains(places.evidence))
        #expect(try Self.text("/proc/\(agent)/environ").contains("sycorax"))

        for (enter, prompt) in [("true", "ops@ops $ "), ("ssh n1", Self.member)] {
          try await typist.enter(enter, until: prompt)
          for file in [secret, places.journal, places.socket, places.evidence, "/root"] {
            let seen = try await typist.enter("ls -d \(file)", until: prompt)
            #expect(seen.contains("No such file"), "\(file)")
          }
          let marks = try await typist.enter(
            "cat /proc/*/environ | tr '\\0' '\\n' | grep -c -i -e mark -e cygnet", until: prompt)
          #expect(marks.contains("\n0"))
          let arguments = try await typist.enter("ps axww -o args=", until: prompt)
          #expect(!arguments.contains("reaper") && !arguments.contains(places.evidence))
          let processes = try await typist.enter("ps -eo comm= | sort -u | xargs", until: prompt)
          #expect(!processes.contains("cygnet") && !processes.contains("etcd"))
          let found = try await typist.enter(
            "find / -xdev -name '*.yaml' -o -xdev -name '*.jsonl' | wc -l", until: prompt)
          #expect(found.contains("\n0"))
          let rights = try await typist.enter("grep Cap /proc/self/status", until: prompt)
          #expect(rights.split(separator: "\n").count { $0.contains("0000000000000000") } == 5)
          for attempt in [
            "umount /usr", "mount -o remount,rw /usr", "mount -t tmpfs x /tmp",
            "touch /usr/x /etc/x /x /var/lib/etcd/x", "mknod /tmp/disk b 254 0",
            "echo x > /proc/sys/kernel/hostname", "nsenter -t 1 -m true", "chroot / true",
            "ip link set lo down", "nft list ruleset",
          ] {
            let said = try await typist.enter("\(attempt) && echo 'it wor''ked'", until: prompt)
            #expect(!said.contains("it worked"), "\(attempt)")
          }
        }
      }
    }

    @Test("Roles, numbers and ends of terminals are kept", .timeLimit(.minutes(2)))
    func keeping() async throws {
      try await Self.with("seats") { typist, _ in
        let hub = typist.hub
        for role in [Role.red, .white, .observer] {
          await #expect(throws: Refusal.self) {
            _ = try await hub.openTerminal(
              for: Participant(name: "Bo", role: role), term: "dumb", columns: 80, rows: 24)
          }
        }
        let other = Participant(name: "Cy", role: .blue)
        await #expect(throws: Refusal.self) {
          try await hub.terminalInput(typist.id, [10], for: other)
        }
        await #expect(throws: Refusal.self) {
          _ = try await hub.terminalOutput("t99", for: typist.person)
        }
        try await Self.lookOn(typist)
        for role in [Role.red, .white] {
          await #expect(throws: Refusal.self) {
            try await hub.terminalInput(
              typist.id, [10], for: Participant(name: typist.person.name, role: role))
          }
        }
        try await hub.resizeTerminal(typist.id, columns: 97, rows: 31, for: typist.person)
        #expect(try await typist.enter("stty size").contains("31 97"))

        // Four at a time; one that is closed makes room for another.
        for _ in 1..<TerminalHub.mostOfOne {
          _ = try await hub.openTerminal(for: other, term: "dumb", columns: 80, rows: 24)
        }
        let last = try await hub.openTerminal(for: other, term: "dumb", columns: 80, rows: 24)
        await #expect(throws: Refusal.self) {
          _ = try await hub.openTerminal(for: other, term: "dumb", columns: 80, rows: 24)
        }
        let ending = try await hub.terminalOutput(last, for: other)
        try await hub.closeTerminal(last, for: other)
        for await _ in ending {}
        while await hub.openTerminals(of: other).count == TerminalHub.mostOfOne {
          try await Task.sleep(for: .milliseconds(5))
        }
        _ = try await hub.openTerminal(for: other, term: "dumb", columns: 80, rows: 24)

        // The process between this one and the shell dies, as it would if this one were killed.
        let below = ProcessTree.read().descendants(of: [getpid()])
        // The sandbox's own was started first.
        let keeper = try #require(
          below.filter { $0.name == "unshare" && $0.parent == getpid() }.dropFirst().first)
        let inner = ProcessTree.read().descendants(of: [keeper.pid])
        #expect(!inner.isEmpty)
        try keeper.signal(SIGKILL)
        #expect(try await typist.isEnded())
        #expect(inner.allSatisfy { ProcessTree.Entry(pid: $0.pid) != $0 })
        await hub.closeAll()
        #expect(typist.desk.commands.contains { $0.command == "stty size" && $0.exit == 0 })
      }
    }

    /// White and red look on; an observer does not even learn that there is something.
    private static func lookOn(_ typist: Typist) async throws {
      let hub = typist.hub
      // White looks on: what was shown before is shown to whoever comes later.
      try await typist.enter("echo long ago")
      let looking = try await hub.terminalOutput(
        typist.id, for: Participant(name: "Di", role: .white))
      var seen = looking.makeAsyncIterator()
      let first = try #require(await seen.next())
      #expect(String(decoding: first, as: UTF8.self).contains("long ago"))
      // Red may see what blue can see; an observer not even that there is something.
      _ = try await hub.terminalOutput(typist.id, for: Participant(name: "Ro", role: .red))
      for id in [typist.id, "t99"] {
        await #expect(throws: Refusal(.missing, "there is no such terminal")) {
          _ = try await hub.terminalOutput(id, for: Participant(name: "Ol", role: .observer))
        }
      }
      #expect(
        await hub.shown
          == [ShownTerminal(id: typist.id, by: typist.person.name, isOpen: true)])
    }

    private static func with(
      _ name: String, _ body: (Typist, Cluster) async throws -> Void
    ) async throws {
      try await TestRange.with(name, hasOps: true) { cluster in
        let places = cluster.sandbox.record.places
        let typist = try await Typist(cluster, recordings: places.evidence + "/recordings")
        do {
          try await body(typist, cluster)
        } catch {
          await typist.hub.closeAll()
          throw error
        }
        await typist.hub.closeAll()
      }
    }

    private static func interrupt(_ line: String, _ typist: Typist) async throws {
      try await typist.press(line + "\n")
      try await Task.sleep(for: .milliseconds(800))
      try await typist.press("\u{3}")
      _ = try await typist.wait(for: "ops@ops $ ")
    }

    private static func pid(of host: HostName, _ cluster: Cluster) async throws -> Int32 {
      guard case .status(let status) = try await cluster.connection.ask(.status) else { return 0 }
      return try #require(status.hosts.first { $0.name == host }?.databasePid)
    }

    private static func text(_ path: String) throws -> String {
      String(
        decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    }

    private static func checkRecording(of cluster: Cluster) throws {
      let path = cluster.sandbox.record.places.evidence + "/recordings/1.cast"
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let lines = try text(path).split(separator: "\n")
      let header = try CanonicalJSON.decode(JSONValue.self, from: String(lines[0]))
      #expect(header["version"]?.whole == 2)
      #expect(header["width"]?.whole == 200)
      var last = 0.0
      var shown = ""
      for line in lines.dropFirst() {
        let event = try #require(
          CanonicalJSON.decode(JSONValue.self, from: String(line)).elements)
        #expect(event.count == 3)
        let (time, code) = (try #require(event[0].double), try #require(event[1].text))
        #expect(time >= last)
        #expect(["o", "r", "m"].contains(code), "what was typed is not recorded")
        last = time
        if code == "o" { shown += event[2].text ?? "" }
      }
      #expect(shown.contains("across") && shown.contains("active (running)"))
    }
  }
}
