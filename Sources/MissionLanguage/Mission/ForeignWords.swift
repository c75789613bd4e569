import Vocabulary

/// Steps and parameters that the mission's database has no meaning for.
enum ForeignWords {
  /// Reports each with what that database has instead.
  static func refuse(
    in steps: [MissionStep], on database: DatabaseSpecification, _ catalogue: Catalogue,
    _ report: Report
  ) {
    for step in steps {
      guard let kind = step.action.kind, let signature = catalogue.signatures[kind] else {
        continue
      }
      if let hint = signature.databases?.hint(on: database.kind) {
        report.add(step.position, "\(database.kind) has no `\(kind)`", hint: hint)
      }
      for parameter in signature.parameters {
        guard let hint = parameter.databases?.hint(on: database.kind),
          let value = step.parameters[parameter.name], value != .flag(false)
        else { continue }
        report.add(
          step.position, "\(database.kind) has no `\(parameter.name)` of \(kind)", hint: hint)
      }
    }
  }
}
