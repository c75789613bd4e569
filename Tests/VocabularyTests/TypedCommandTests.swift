import Testing
import Vocabulary

@Suite struct TypedCommandTests {
  @Test(
    "A typed line is read in the words of keys",
    arguments: [
      ("systemctl restart etcd", "restart", nil),
      ("sudo systemctl --no-block stop etcd.service", "stop", nil),
      ("ssh n1 systemctl start etcd", "start", "n1"),
      ("ssh -t ops@n3 sudo systemctl restart etcd", "restart", "n3"),
      ("ETCDCTL_API=3 etcdctl --endpoints http://n1:2379 move-leader 8e9e", "move-leader", nil),
      ("etcdctl -w table member remove 8e9e", "remove-member", nil),
      ("etcdctl snapshot restore /b.db --data-dir=/x", "backup-restore", nil),
      ("echo hi; systemctl restart etcd", "restart", nil),
      ("pkill -9 etcd", "kill", nil),
      ("etcd --force-new-cluster --data-dir /var/lib/etcd", "force-new-cluster", nil),
    ] as [(String, String, HostName?)])
  func known(line: String, action: String, host: HostName?) {
    #expect(TypedCommand(line)?.action == action)
    #expect(TypedCommand(line)?.host == host)
  }

  @Test(
    "What keys have no word for, and the names of actions, are left alone",
    arguments: [
      "", "ls -l", "etcdctl get --prefix /", "systemctl status etcd", "journalctl -u etcd",
      "operator.restart", "maintenance.start", "end-maintenance", "ssh n1", "cat restart",
    ])
  func unknown(line: String) { #expect(TypedCommand(line) == nil) }
}
