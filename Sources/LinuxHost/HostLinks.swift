import CLinux
import Glibc

/// The range's network: one bridge, and one virtual cable from it to `eth0` of each host.
///
/// Effect: the bridge lives in the switch's net namespace, never in the machine's own.
/// Cure: ends with the namespaces; `tearDown` removes it where the switch is this process's own.
package struct HostLinks: Sendable {
  /// The host whose namespace holds the bridge; nil is the net namespace of this process.
  package let bridgeHost: HostNamespace?
  /// Whose `eth0` has which address, in the order given.
  package let addresses: [(host: HostNamespace, address: String)]

  /// The first three numbers of every address.
  package static let subnet = "10.87.0"
  /// The bridge's own address, which clients outside the hosts use.
  package static let bridgeAddress = "\(subnet).254"

  /// The address of the n-th host, from 1.
  package static func address(ofHost number: Int) -> String {
    precondition((1...253).contains(number), "a bridge of this range has addresses 1 to 253")
    return "\(subnet).\(number)"
  }

  /// Makes the bridge and all cables with one `ip` process and takes everything up.
  package static func setUp(
    bridgeHost: HostNamespace?, hosts: [HostNamespace]
  ) throws(LinuxError) -> HostLinks {
    var batch = "link add br0 type bridge\naddress add \(bridgeAddress)/24 dev br0\n"
    for (index, host) in hosts.enumerated() {
      batch +=
        "link add cy\(index + 1) master br0 up type veth peer name eth0 "
        + "address \(hardwareAddress(ofHost: index + 1)) netns \(host.pid)\n"
    }
    batch += "link set br0 up\n"
    // Joining more than the network would make `ip` look the process numbers up elsewhere.
    try Command.succeed("ip", ["-batch", "-"], input: batch, host: bridgeHost, joins: .network)
    var addresses: [(host: HostNamespace, address: String)] = []
    for (index, host) in hosts.enumerated() {
      let address = address(ofHost: index + 1)
      try host.insideNetwork { () throws(LinuxError) -> Void in
        try check(
          clinux_set_interface("eth0", address, 24), "set the address \(address)", on: host.name)
      }
      addresses.append((host, address))
    }
    if hosts.count > mostByDiscovery { try introduce(hosts) }
    return HostLinks(bridgeHost: bridgeHost, addresses: addresses)
  }

  /// The kernel keeps some thousand discovered neighbours over all namespaces of a machine, and
  /// each pair of hosts is two.
  private static let mostByDiscovery = 20

  private static func hardwareAddress(ofHost number: Int) -> String {
    "02:63:79:00:00:" + (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  /// Makes every host a permanent neighbour of every other, which the kernel does not count.
  private static func introduce(_ hosts: [HostNamespace]) throws(LinuxError) {
    let neighbours = (1...hosts.count).map {
      "neighbour replace \(address(ofHost: $0)) lladdr \(hardwareAddress(ofHost: $0)) dev eth0 "
        + "nud permanent\n"
    }
    for (index, host) in hosts.enumerated() {
      let others = neighbours.enumerated().filter { $0.offset != index }.map(\.element)
      try Command.succeed(
        "ip", ["-batch", "-"], input: others.joined(), host: host, joins: .network)
    }
  }

  /// Removes the bridge and the cables; nothing to do where they are gone.
  package func tearDown() throws(LinuxError) {
    var batch = ""
    for index in addresses.indices { batch += "link delete cy\(index + 1)\n" }
    batch += "link delete br0\n"
    _ = try Command.run(
      "ip", ["-force", "-batch", "-"], input: batch, host: bridgeHost, joins: .network)
  }
}
