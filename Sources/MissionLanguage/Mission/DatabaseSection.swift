import Vocabulary

/// `database: {kind: etcd, hosts: 3, settings: {pre-vote: false}, look-alike: 1}`.
enum DatabaseSection {
  static let keys = ["kind", "hosts", "settings", "look-alike"]

  static func read(_ node: YAMLNode?, report: Report) -> DatabaseSpecification {
    let empty = DatabaseSpecification(kind: "etcd", hosts: 3, settings: [:])
    guard let node,
      let section = Section(node, name: "database", keys: keys, report: report)
    else { return empty }
    let kind = section.required(
      "kind", .one(of: KnownDatabases.kinds, called: "database"), example: "kind: etcd")
    let hosts = section.required("hosts", .count(1...9), example: "hosts: 3")
    return DatabaseSpecification(
      kind: kind, hosts: hosts, settings: settings(section.node("settings"), kind, report),
      lookAlike: section.optional("look-alike", .count(1...3)))
  }

  private static func settings(
    _ node: YAMLNode?, _ kind: String, _ report: Report
  ) -> [String: String] {
    let known = KnownDatabases.settings(of: kind)
    guard let node,
      let section = Section(
        node, name: "database.settings", keys: known.map(\.name), report: report)
    else { return [:] }
    var settings: [String: String] = [:]
    for setting in known {
      let reading = Reading(placeholder: "", read: setting.read)
      settings[setting.name] = section.optional(setting.name, reading)
    }
    if report.isClean, let conflict = KnownDatabases.conflict(kind: kind, settings: settings) {
      report.add(section.position, conflict)
    }
    return settings
  }
}
