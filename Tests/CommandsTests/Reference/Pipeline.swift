import Yams

/// The shell lines of a pipeline's YAML, as GitHub Actions and GitLab run them.
struct Pipeline {
  /// In the order of the file, each with its commands.
  var scripts: [String]
  /// What stands behind `uses:`.
  var actions: [String]
  /// Every key of the file, nested ones as `jobs.retest.steps`.
  var keys: Set<String>

  private static let shells: Set = ["run", "script", "before_script", "after_script"]

  /// Reads the whole file; throws where it is no YAML.
  init(yaml: String) throws {
    (scripts, actions, keys) = ([], [], [])
    guard let node = try Yams.compose(yaml: yaml) else { return }
    read(node, at: "")
  }

  private mutating func read(_ node: Node, at path: String) {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        let place = path.isEmpty ? name : "\(path).\(name)"
        keys.insert(place)
        if Self.shells.contains(name) {
          scripts += Self.texts(value)
        } else if name == "uses" {
          actions += Self.texts(value)
        } else {
          read(value, at: place)
        }
      }
    case .sequence(let sequence): for item in sequence { read(item, at: path) }
    case .scalar, .alias: break
    }
  }

  private static func texts(_ node: Node) -> [String] {
    if let scalar = node.scalar { return [scalar.string] }
    return node.sequence?.flatMap(texts) ?? []
  }

  /// The command lines of cygnet.
  var commands: [[String]] {
    scripts.flatMap { $0.split(separator: "\n") }
      .flatMap { DocumentedCommand.commands(in: String($0)) }
  }
}
