package import Vocabulary

/// Reads an inventory; everything wrong is reported at once, each with its place and a hint.
///
/// Limits: as for missions.
package enum InventoryParser {
  static let keys = ["inventory", "production", "database", "ssh", "sudo", "state", "hosts"]

  /// The inventory in `text`; `file` is the name for messages, whose last part must fit the name.
  package static func parse(
    _ text: String, file: String
  ) -> Result<Inventory, MissionErrors> {
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the inventory", keys: keys, report: report)
    else { return .failure(report.errors) }
    let inventory = read(section, report: report)
    return report.isClean ? .success(inventory) : .failure(report.errors)
  }

  /// The same for bytes as they lie on the disk; text that is not UTF-8 is refused.
  package static func parse(
    bytes: [UInt8], file: String
  ) -> Result<Inventory, MissionErrors> {
    switch SourceText.decode(bytes, file: file) {
    case .success(let text): parse(text, file: file)
    case .failure(let errors): .failure(errors)
    }
  }

  private static func read(_ section: Section, report: Report) -> Inventory {
    let database = section.node("database").flatMap { cluster($0, report: report) }
    let defaults = InventoryHostReader.Defaults(
      ssh: SSHSection.read(section.node("ssh"), over: SSHSettings(), report: report),
      hasSudo: section.optional("sudo", .flag, default: false),
      state: section.optional("state", .folder, default: "/var/lib/cygnet"))
    let reader = InventoryHostReader(
      defaults: defaults, hasCluster: section.node("database") != nil, report: report)
    let hosts = reader.read(section.required("hosts", example: "hosts: [{name: n1, address: …}]"))
    return Inventory(
      name: FileName.read(section, key: "inventory"),
      isProduction: section.required("production", .flag, example: "production: false"),
      database: database, hosts: hosts)
  }

  private static func cluster(_ node: YAMLNode, report: Report) -> ClusterIdentity? {
    guard let section = Section(node, name: "database", keys: ["kind", "identity"], report: report)
    else { return nil }
    let kind = section.required("kind", .identifiedDatabase, example: "kind: etcd")
    let identity = section.required("identity", .identity, example: "identity: cdf818194e3a8c32")
    return ClusterIdentity(kind: kind, identity: identity)
  }
}
