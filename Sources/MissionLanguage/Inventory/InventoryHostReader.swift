import Vocabulary

/// `hosts:` of an inventory.
struct InventoryHostReader {
  static let keys = ["name", "address", "roles", "ssh", "sudo", "state", "database"]
  static let serviceKeys = ["process", "pid-file", "unit", "start", "stop", "data", "port"]

  /// What a host has that does not say otherwise.
  struct Defaults {
    var ssh: SSHSettings
    var hasSudo: Bool
    var state: String
  }

  let defaults: Defaults
  let hasCluster: Bool
  let report: Report

  func read(_ node: YAMLNode?) -> [InventoryHost] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content, !items.isEmpty, items.count <= 100 else {
      report.add(
        node.position, "`hosts` must be a list of 1 to 100 hosts",
        hint: "write `hosts:` and below it `- {name: n1, address: 10.0.0.1}`")
      return []
    }
    var names: [HostName: Int] = [:]
    var addresses: [String: Int] = [:]
    return items.compactMap { item in
      guard let section = Section(item, name: "a host", keys: Self.keys, report: report) else {
        return nil
      }
      let host = host(section)
      if let line = names.updateValue(section.position.line, forKey: host.name),
        section.node("name") != nil
      {
        report.add(
          section.valuePosition(of: "name"), "two hosts are called `\(host.name)`",
          hint: "the other is on line \(line)")
      }
      if let line = addresses.updateValue(section.position.line, forKey: host.address),
        section.node("address") != nil
      {
        report.add(
          section.valuePosition(of: "address"), "two hosts have the address \(host.address)",
          hint: "the other is on line \(line)")
      }
      return host
    }
  }

  private func host(_ section: Section) -> InventoryHost {
    let name = section.required("name", .word, example: "name: n1")
    if name == "placeholder" || name.utf8.count > 24 {
      report.add(
        section.valuePosition(of: "name"), "`\(name)` is not the name of a host",
        hint: "use at most 24 letters, digits and dashes")
    }
    return InventoryHost(
      name: HostName(rawValue: name),
      address: section.required("address", .address, example: "address: 10.0.0.1"),
      roles: section.list("roles", .word),
      ssh: SSHSection.read(section.node("ssh"), over: defaults.ssh, report: report),
      hasSudo: section.optional("sudo", .flag, default: defaults.hasSudo),
      state: section.optional("state", .folder, default: defaults.state),
      service: section.node("database").flatMap(service))
  }

  private func service(_ node: YAMLNode) -> FoundService? {
    guard
      let section = Section(
        node, name: "a host's database", keys: Self.serviceKeys, report: report)
    else { return nil }
    if !hasCluster {
      report.add(
        node.position, "this host has a database, but the inventory names no cluster",
        hint: "write `database: {kind: etcd, identity: …}` at the top")
    }
    let finders = ["process", "pid-file", "unit"].filter { section.node($0) != nil }
    if finders.count != 1 {
      report.add(
        section.position, "a database is found in one way, not in \(finders.count)",
        hint: "write one of `process: etcd`, `pid-file: /run/etcd.pid`, `unit: etcd.service`")
    }
    let finder: FoundService.Finder
    switch finders.first {
    case "pid-file": finder = .pidFile(path: section.optional("pid-file", .folder) ?? "")
    case "unit": finder = .unit(name: section.optional("unit", .program) ?? "")
    default: finder = .process(name: section.optional("process", .program) ?? "")
    }
    return FoundService(
      finder: finder, start: section.list("start", .text), stop: section.list("stop", .text),
      data: section.optional("data", .folder),
      port: section.optional("port", .count(1...65_535), default: 2379))
  }
}

/// `ssh: {user: …, port: …, identity-file: …, known-hosts: …}`, for all hosts or for one.
enum SSHSection {
  static let keys = ["user", "port", "identity-file", "known-hosts"]

  static func read(_ node: YAMLNode?, over defaults: SSHSettings, report: Report) -> SSHSettings {
    guard let node, let section = Section(node, name: "ssh", keys: keys, report: report) else {
      return defaults
    }
    return SSHSettings(
      user: section.optional("user", .login) ?? defaults.user,
      port: section.optional("port", .count(1...65_535), default: defaults.port),
      identityFile: section.optional("identity-file", .folder) ?? defaults.identityFile,
      knownHosts: section.optional("known-hosts", .folder) ?? defaults.knownHosts)
  }
}
