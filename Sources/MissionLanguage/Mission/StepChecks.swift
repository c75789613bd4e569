import Vocabulary

/// Checks what only the steps together show: references, circles, cures that come too late.
struct StepChecks {
  /// The steps with their names.
  let steps: [MissionStep]
  /// The same steps with the places of their keys.
  let raw: [RawStep]
  /// The kinds, for parameters that name steps.
  let catalogue: Catalogue
  /// Where complaints go.
  let report: Report

  /// Reports everything wrong.
  func run() {
    let names = steps.map(\.name.rawValue)
    var references = true
    for (step, source) in zip(steps, raw) {
      if let other = step.start.anchor, !names.contains(other.rawValue) {
        references = false
        report.add(
          source.startPosition, "no step is called `\(other)`, so this step never starts",
          hint: Spelling.hint(
            for: other.rawValue, among: names,
            otherwise: "steps: \(names.joined(separator: ", ")); name one with `as:`"))
      }
    }
    guard Set(names).count == names.count, references else {
      checkNamed(nil)
      return checkHeals(nil)
    }
    let order = NominalTimes(
      steps.map {
        .init(name: $0.name, start: $0.start, occupies: $0.action == .wait ? $0.life : nil)
      }
    )
    for circle in order.circles {
      guard let index = steps.firstIndex(where: { $0.name == circle[0] }) else { continue }
      let path = (circle + [circle[0]]).map(\.rawValue).joined(separator: " → ")
      report.add(
        raw[index].startPosition, "this step waits for itself: \(path)",
        hint: "let one of them start `at` an offset")
    }
    checkNamed(order.circles.isEmpty ? order : nil)
    checkHeals(order.circles.isEmpty ? order : nil)
  }

  /// A parameter that names a step, such as the backup to restore, must name an earlier one.
  private func checkNamed(_ order: NominalTimes?) {
    for (step, source) in zip(steps, raw) {
      for parameter in step.action.kind.flatMap({ catalogue.signatures[$0] })?.parameters ?? [] {
        guard case .step(let kind) = parameter.type,
          case .text(let name) = step.parameters[parameter.name]
        else { continue }
        let able = steps.filter { $0.action.kind == kind && $0.name != step.name }
        guard let named = able.first(where: { $0.name.rawValue == name }) else {
          report.add(
            source.position, "`\(parameter.name): \(name)` names no step that does \(kind)",
            hint: Spelling.hint(
              for: name, among: able.map(\.name.rawValue),
              otherwise: able.isEmpty
                ? "add one before it: `- {operate: \(kind), on: leader, as: \(name)}`"
                : "there are: \(able.map(\.name.rawValue).joined(separator: ", "))"))
          continue
        }
        guard let begins = order?.start(of: named.name), let uses = order?.start(of: step.name),
          begins.trigger == uses.trigger, uses.offset <= begins.offset
        else { continue }
        report.add(
          source.position, "`\(step.name)` starts before `\(name)`, which it needs",
          hint: "start it later, such as `after: \(name) + 5s`")
      }
    }
  }

  private func checkHeals(_ order: NominalTimes?) {
    let faults = steps.filter { if case .inject = $0.action { true } else { false } }
    var healed: Set<StepName> = []
    for (step, source) in zip(steps, raw) {
      guard case .heal(let name) = step.action else { continue }
      guard let fault = faults.first(where: { $0.name == name }) else {
        let isStep = steps.contains { $0.name == name }
        report.add(
          source.healPosition,
          isStep ? "`\(name)` is no fault, so it cannot be healed" : "no step is called `\(name)`",
          hint: Spelling.hint(
            for: name.rawValue, among: faults.map(\.name.rawValue),
            otherwise: "name the fault with `as:` and heal it by that name"))
        continue
      }
      if !healed.insert(name).inserted {
        report.add(
          source.healPosition, "`\(name)` is healed twice", hint: "drop the later of the two")
      }
      if let order { checkOrder(heal: step, fault, source, order) }
    }
  }

  private func checkOrder(
    heal: MissionStep, _ fault: MissionStep, _ source: RawStep, _ order: NominalTimes
  ) {
    guard let ends = order.start(of: heal.name), let begins = order.start(of: fault.name),
      ends.trigger == begins.trigger, let life = fault.life
    else { return }
    if ends.offset < begins.offset {
      report.add(
        source.healPosition, "`\(fault.name)` is healed before it begins",
        hint: "start the heal later, such as `after: \(fault.name) + 5s`")
    } else if ends.offset >= begins.offset + life {
      report.add(
        source.healPosition, "`\(fault.name)` has ended by itself before this heal",
        hint: "it lives for \(life); heal it earlier, or give it a longer `for`")
    }
  }
}

extension StepStart {
  /// The step that this start waits for, if it waits for one.
  var anchor: StepName? {
    switch self {
    case .after(let name, _): name
    case .when(.stepEffective(let name), _): name
    case .at, .when: nil
    }
  }
}
