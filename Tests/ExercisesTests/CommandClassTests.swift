import Testing
import Vocabulary

@testable import Exercises

@Suite struct CommandClassTests {
  private static let book = HostBook(
    addresses: [
      "n1": "10.77.0.1", "n2": "10.77.0.2", "n3": "10.77.0.3", "m1": "10.77.0.9",
      "ops": "10.77.0.8",
    ], members: ["n1", "n2", "n3"], others: ["m1"])

  /// A line, where it was typed, whether it changes something, and where it goes.
  typealias Line = (text: String, on: HostName, isMutating: Bool, targets: [HostName])

  private static let all: [HostName] = ["n1", "n2", "n3"]

  static let looks: [Line] = [
    ("etcdctl endpoint status -w table", "ops", false, all),
    (
      "etcdctl --endpoints=n1:2379,http://10.77.0.2:2379 endpoint health", "ops", false,
      ["n1", "n2"]
    ),
    ("ETCDCTL_ENDPOINTS=n3:2379 etcdctl get --prefix /", "ops", false, ["n3"]),
    ("etcdctl get k", "n2", false, ["n2"]),
    ("etcdctl put --help", "ops", false, all),
    ("ssh n1", "ops", false, ["n1"]),
    ("ssh -t ops@n2 journalctl -u etcd -f", "ops", false, ["n2"]),
    ("ssh n1 'journalctl -u etcd | grep -c leader'", "ops", false, ["n1"]),
    ("systemctl status etcd", "n3", false, ["n3"]),
    ("cat /var/lib/etcd/member/wal/0.wal | strings | head; ls", "n1", false, ["n1"]),
    ("sudo -u root tail -f /var/log/journal/etcd.log", "n1", false, ["n1"]),
    ("watch -n 1 etcdctl endpoint health", "n1", false, ["n1"]),
    ("echo done > /tmp/notes.txt", "ops", false, []),
    ("rm /tmp/notes.txt && mkdir ~/work", "ops", false, []),
    ("sed -n 3p /etc/hosts 2>/dev/null", "ops", false, []),
    ("for h in n1 n2; do ssh $h uptime; done", "ops", false, ["n1", "n2"]),
    ("curl -s http://n1:2379/health", "ops", false, ["n1"]),
    ("curl -X POST -d '{}' http://n2:2379/v3/kv/range", "ops", false, ["n2"]),
    ("# systemctl restart etcd", "n1", false, []),
    ("echo 'systemctl restart etcd'", "n1", false, []),
    ("", "ops", false, []),
  ]

  static let actions: [Line] = [
    ("etcdctl put k v", "ops", true, all),
    ("etcdctl member remove 8e9e05c52164694d --endpoints n1:2379", "ops", true, ["n1"]),
    ("etcdctl snapshot restore /tmp/a.db --data-dir /tmp/d", "n1", true, ["n1"]),
    ("etcdctl --command-timeout=3s move-leader 1234", "ops", true, all),
    ("systemctl restart etcd", "n2", true, ["n2"]),
    ("ssh n3 sudo systemctl restart etcd", "ops", true, ["n3"]),
    ("ssh m1 systemctl stop etcd.service", "ops", true, ["m1"]),
    ("ssh n1 'bash -c \"systemctl stop etcd\"'", "ops", true, ["n1"]),
    ("ls; kill -9 42", "n1", true, ["n1"]),
    ("pkill etcd", "n1", true, ["n1"]),
    ("rm -rf /var/lib/etcd/member", "n1", true, ["n1"]),
    ("echo x > /var/lib/etcd/x", "n1", true, ["n1"]),
    ("sed -i s/a/b/ /etc/hosts", "n2", true, ["n2"]),
    ("./repair.sh n1", "ops", true, ["n1"]),
    ("true && $(etcdctl del --prefix /)", "n1", true, ["n1"]),
    ("curl -d '{\"key\":\"a\"}' http://n1:2379/v3/kv/put", "ops", true, ["n1"]),
    ("timeout 5 etcdctl defrag", "n1", true, ["n1"]),
    ("bash fix.sh", "n1", true, ["n1"]),
  ]

  @Test("What only looks is no action", arguments: looks.indices)
  func look(_ index: Int) { expect(Self.looks[index]) }

  @Test("What may change something is an action", arguments: actions.indices)
  func action(_ index: Int) { expect(Self.actions[index]) }

  private func expect(_ line: Line) {
    let judged = CommandClass.of(line.text, on: line.on, in: Self.book)
    #expect(judged.isMutating == line.isMutating, "\(line.text)")
    // `for` names its hosts before the loop uses them, in any order.
    #expect(Set(judged.targets) == Set(line.targets), "\(line.text)")
  }

  @Test("A program that nobody knows is an action, for a missed one would be worse")
  func unknown() {
    #expect(CommandClass.of("frobnicate", on: "ops", in: Self.book).isMutating)
  }

  @Test("Endless and hostile lines are judged all the same")
  func hostile() {
    let deep = String(repeating: "$(", count: 3000) + "etcdctl put a b"
    #expect(CommandClass.of(deep, on: "n1", in: Self.book).targets.count <= 1)
    let nested = String(repeating: "ssh n1 ", count: 100) + "reboot"
    #expect(CommandClass.of(nested, on: "ops", in: Self.book).targets == ["n1"])
    for odd in ["'", "\"", "\\", "`", "$(", "a>", "&&", ";;;", "\u{0}"] {
      _ = CommandClass.of(odd, on: "n1", in: Self.book)
    }
  }
}
