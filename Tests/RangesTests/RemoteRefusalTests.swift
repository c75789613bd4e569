import LinuxHost
import Testing
import Vocabulary

@testable import Ranges

@Suite struct RemoteRefusalTests {
  @Test(
    "Every address in a rule is found, prefixes and IPv6 included",
    arguments: [
      ("ip saddr { 10.0.0.1, 10.0.0.2 } counter drop", ["10.0.0.1", "10.0.0.2"]),
      ("ip saddr 10.0.0.0/8 drop", ["10.0.0.0/8"]), ("ip6 saddr fe80::1 drop", ["80::1"]),
      ("type filter hook input priority -300; policy accept;", []),
      ("tcp dport 2379 ip length > 84", []),
    ])
  func addresses(rules: String, expected: [String]) {
    #expect(AddressScan.addresses(in: rules) == expected)
  }

  @Test("The rules of a cut name exactly the peers that it cuts")
  func cut() {
    let rules = NFTRules.chains(inbound: ["10.0.0.1"], outbound: ["10.0.0.2"], payloadOnly: true)
    let action = HostAction.loadTable(host: "n1", table: "t", rules: rules)
    #expect(AddressScan.addresses(of: action) == ["10.0.0.1", "10.0.0.2"])
  }

  @Test("Two people are two names, however one of them is spelled")
  func people() {
    #expect(Approval.people(["Ann", "ann ", " ANN"]).count == 1)
    #expect(Approval.people(["Ann", ""]).count == 1)
    #expect(Approval.people(["Ann", "Ben"]).count == 2)
  }

  @Test("A missing library is answered with the package that it is in")
  func cure() {
    let words = "error while loading shared libraries: libnftables.so.1: cannot open shared object"
    #expect(RemoteBinary.cure(words) == "on that host: apt-get install libnftables1")
    #expect(RemoteBinary.cure("segmentation fault") == nil)
  }

  @Test("ssh asks for no password and takes no unknown host key")
  func options() {
    let host = InventoryHost(
      name: "n1", address: "10.0.0.1", roles: [],
      ssh: SSHSettings(user: "ops", port: 2222, identityFile: "/k", knownHosts: "/h"),
      hasSudo: true, state: "/s", service: nil)
    let words = SSHCommand.arguments(for: host)
    for option in ["BatchMode=yes", "StrictHostKeyChecking=yes", "UserKnownHostsFile=/h"] {
      #expect(words.contains(option))
    }
    #expect(words.suffix(2) == ["--", "10.0.0.1"])
    #expect(SSHCommand.line("true", on: host) == "sudo -n true")
  }
}
