import Vocabulary

/// Certificates with which members prove to each other who they are: the setting `peer-tls`.
///
/// Shape:  a `tls` folder beside each data directory, with the member's key and certificate and the
///         authority's certificate, made by `openssl`. The authority's own key lies with the first
///         member.
/// Units:  all certificates, the authority's too, live as long as the setting says, in whole days
///         from the start of the range: `openssl req` knows no shorter ones.
/// Source: etcd operations guide, "Transport security model".
struct EtcdCertificates {
  static let setting = "peer-tls"

  private let cluster: ClusterLayout
  private let days: String

  /// Nil where the mission does not ask for certificates.
  init?(_ cluster: ClusterLayout) {
    guard let days = cluster.settings[Self.setting] else { return nil }
    self.cluster = cluster
    self.days = days
  }

  /// The flags of the member on `host`.
  func arguments(of host: HostName) -> [String] {
    [
      "--peer-cert-file", file("member.crt", host), "--peer-key-file", file("member.key", host),
      "--peer-trusted-ca-file", file("ca.crt", host), "--peer-client-cert-auth",
    ]
  }

  /// The commands that make all of it.
  func commands() -> [[String]] {
    guard let first = cluster.members.first else { return [] }
    let authority = (file("ca.crt", first), file("ca.key", first))
    var commands = cluster.members.map { ["mkdir", "-p", folder($0)] }
    commands.append(
      request(named: cluster.token, key: authority.1, certificate: authority.0))
    for member in cluster.members {
      let issued =
        request(
          named: member.rawValue, key: file("member.key", member),
          certificate: file("member.crt", member))
        + [
          "-CA", authority.0, "-CAkey", authority.1,
          "-addext", "subjectAltName=IP:\(cluster.addresses[member] ?? "")",
          "-addext", "basicConstraints=critical,CA:FALSE",
          "-addext", "extendedKeyUsage=serverAuth,clientAuth",
        ]
      commands.append(issued)
      if member != first { commands.append(["cp", authority.0, file("ca.crt", member)]) }
    }
    return commands
  }

  private func request(named name: String, key: String, certificate: String) -> [String] {
    [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", days, "-subj", "/CN=\(name)", "-keyout", key, "-out", certificate,
    ]
  }

  private func folder(_ host: HostName) -> String {
    let data = cluster.dataDirectories[host] ?? ""
    return data.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/tls"
  }

  private func file(_ name: String, _ host: HostName) -> String { folder(host) + "/" + name }
}
