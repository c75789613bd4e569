import Vocabulary

/// Parameters that the mission's database has no meaning for.
enum ForeignParameters {
  /// Reports each with what that database has instead.
  static func refuse(
    in steps: [MissionStep], on database: DatabaseSpecification, _ catalogue: Catalogue,
    _ report: Report
  ) {
    for step in steps {
      guard let kind = step.action.kind, let signature = catalogue.signatures[kind] else {
        continue
      }
      for parameter in signature.parameters {
        guard let databases = parameter.databases, !databases.kinds.contains(database.kind),
          let value = step.parameters[parameter.name], value != .flag(false)
        else { continue }
        report.add(
          step.position, "\(database.kind) has no `\(parameter.name)` of \(kind)",
          hint: databases.elsewhere)
      }
    }
  }
}
