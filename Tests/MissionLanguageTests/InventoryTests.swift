import MissionLanguage
import Testing
import Vocabulary

@Suite struct InventoryTests {
  static let good = """
    inventory: lab
    production: true
    database: {kind: etcd, identity: "CDF818194e3a8c32"}
    ssh: {user: ops, port: 2222, identity-file: /keys/lab, known-hosts: /keys/known}
    sudo: true
    state: /opt/cygnet
    hosts:
      - name: n1
        address: 10.20.0.1
        roles: [database, leader]
        database: {unit: etcd.service, start: [systemctl, start, etcd], stop: [etcd-stop]}
      - name: n2
        address: 10.20.0.2
        ssh: {user: root, port: 22}
        sudo: false
        state: /srv/cygnet
        database: {pid-file: /run/etcd.pid, port: 4001, data: /var/lib/etcd}
      - {name: n3, address: 10.20.0.3}

    """

  @Test("An inventory is read with its defaults, and each host may differ")
  func reads() throws {
    let inventory = try InventoryParser.parse(Self.good, file: "some/lab.yaml").get()
    #expect(inventory.name == "lab")
    #expect(inventory.isProduction)
    #expect(inventory.database == ClusterIdentity(kind: "etcd", identity: "cdf818194e3a8c32"))
    #expect(inventory.addresses == ["n1": "10.20.0.1", "n2": "10.20.0.2", "n3": "10.20.0.3"])
    let (one, two, three) = (inventory.hosts[0], inventory.hosts[1], inventory.hosts[2])
    #expect(
      one.ssh
        == SSHSettings(
          user: "ops", port: 2222, identityFile: "/keys/lab", knownHosts: "/keys/known"))
    #expect(one.hasSudo && one.state == "/opt/cygnet" && one.roles == ["database", "leader"])
    #expect(
      one.service
        == FoundService(
          finder: .unit(name: "etcd.service"), start: ["systemctl", "start", "etcd"],
          stop: ["etcd-stop"], data: nil, port: 2379))
    #expect(two.ssh.user == "root" && two.ssh.port == 22 && two.ssh.identityFile == "/keys/lab")
    #expect(!two.hasSudo && two.state == "/srv/cygnet")
    #expect(two.service?.finder == .pidFile(path: "/run/etcd.pid"))
    #expect(two.service?.port == 4001)
    #expect(three.service == nil)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var change: String
    var to: String
    var place: SourcePosition
    var message: String
    var testDescription: String { message }

    init(_ change: String, _ to: String, _ line: Int, _ column: Int, _ message: String) {
      self.change = change
      self.to = to
      place = SourcePosition(line: line, column: column)
      self.message = message
    }
  }

  static let bad = [
    Bad("production: true\n", "", 1, 1, "the inventory has no `production`"),
    Bad("production: true", "production: maybe", 2, 13, "`production`: "),
    Bad("sudo: true", "sodu: true", 5, 1, "unknown key `sodu` in the inventory"),
    Bad("inventory: lab", "inventory: live", 1, 12, "the file is called `lab.yaml`"),
    Bad("kind: etcd", "kind: oracle", 3, 18, "unknown database `oracle`"),
    Bad("kind: etcd", "kind: postgresql", 3, 18, "cannot be checked yet"),
    Bad("CDF818194e3a8c32", "not-an-id", 3, 34, "is not the id of an etcd cluster"),
    Bad("port: 2222", "port: 0", 4, 24, "0 is out of range"),
    Bad("/keys/lab", "keys/lab", 4, 45, "is not an absolute path of plain characters"),
    Bad("/opt/cygnet", "/opt/$(reboot)", 6, 8, "is not an absolute path of plain characters"),
    Bad("/opt/cygnet", "/opt/../etc", 6, 8, "is not an absolute path of plain characters"),
    Bad("10.20.0.1", "10.20.0.256", 9, 14, "is not an IPv4 address"),
    Bad("10.20.0.1", "db.example.com", 9, 14, "is not an IPv4 address"),
    Bad("10.20.0.1", "127.0.0.1", 9, 14, "is not the address of one other machine"),
    Bad("10.20.0.1", "10.20.0.0/24", 9, 14, "is not an IPv4 address"),
    Bad("address: 10.20.0.2", "address: 10.20.0.1", 13, 14, "two hosts have the address"),
    Bad("name: n2", "name: n1", 12, 11, "two hosts are called `n1`"),
    Bad("user: root", "user: -oProxyCommand=x", 14, 17, "is not a login name"),
    Bad("unit: etcd.service", "unit: etcd, process: etcd", 11, 15, "in one way, not in 2"),
    Bad("unit: etcd.service, ", "", 11, 15, "in one way, not in 0"),
    Bad(
      "database: {kind: etcd, identity: \"CDF818194e3a8c32\"}\n", "", 10, 15,
      "the inventory names no cluster"),
  ]

  @Test("A wrong inventory is refused with its line and column", arguments: bad)
  func refused(_ bad: Bad) throws {
    let text = Self.good.replacing(bad.change, with: bad.to, maxReplacements: 1)
    try #require(text != Self.good)
    guard case .failure(let errors) = InventoryParser.parse(text, file: "lab.yaml") else {
      Issue.record("it was read")
      return
    }
    let found = errors.diagnostics.contains {
      $0.position == bad.place && $0.message.contains(bad.message) && !$0.hint.isEmpty
    }
    #expect(found, "\(errors)")
  }

  @Test(
    "An inventory without hosts is refused, and so is none at all", arguments: ["", "hosts: []"])
  func empty(text: String) {
    guard case .failure = InventoryParser.parse(text, file: "lab.yaml") else {
      Issue.record("it was read")
      return
    }
  }
}
