import Vocabulary

/// Reads the parameters of one step by its kind's signature.
struct StepParameters {
  /// Where complaints go.
  let report: Report

  /// The values by their key, units already read.
  func read(_ section: Section, _ signature: StepSignature) -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for parameter in signature.parameters {
      if parameter.isRequired {
        values[parameter.name] = section.required(
          parameter.name, Self.reading(parameter),
          example: "\(parameter.name): \(QuantityText.example(parameter))")
      } else {
        values[parameter.name] = section.optional(parameter.name, Self.reading(parameter))
      }
    }
    if !signature.oneOf.isEmpty, !signature.oneOf.contains(where: { values[$0] != nil }) {
      report.add(
        section.position, "\(section.name) changes nothing",
        hint: "give at least one of \(signature.oneOf.joined(separator: ", "))")
    }
    let together = signature.atMostOne.filter {
      values[$0].map { $0 != .flag(false) } ?? false
    }
    if together.count > 1 {
      report.add(
        section.position,
        "\(together.map { "`\($0)`" }.joined(separator: " and ")) exclude each other",
        hint: "give at most one of \(signature.atMostOne.joined(separator: ", "))")
    }
    return values
  }

  private static func reading(_ parameter: ParameterSignature) -> Reading<ParameterValue> {
    Reading(placeholder: .flag(false)) { text throws(Complaint) in
      let value = try read(text, as: parameter.type)
      guard let number = QuantityText.measure(value) else { return value }
      guard parameter.type.isSigned || number >= 0 else {
        throw Complaint(
          "\(text) is negative",
          hint: "choose \(QuantityText.bounds(parameter) ?? "0 or more"); \(parameter.help)")
      }
      if let bounds = parameter.bounds, !bounds.contains(number.magnitude) {
        throw Complaint(
          "\(text) is out of range",
          hint: "choose \(QuantityText.bounds(parameter) ?? ""); \(parameter.help)")
      }
      return value
    }
  }

  private static func read(
    _ text: String, as type: ParameterType
  ) throws(Complaint) -> ParameterValue {
    switch type {
    case .duration: return .duration(try Quantity.duration(text))
    case .signedDuration: return .duration(try Quantity.signedDuration(text))
    case .ratio: return .ratio(try Quantity.ratio(text))
    case .partsPerMillion: return .partsPerMillion(try Quantity.partsPerMillion(text))
    case .bytes: return .bytes(try Quantity.bytes(text))
    case .rate: return .rate(perSecond: try Quantity.rate(text))
    case .bandwidth: return .bandwidth(bytesPerS: try Quantity.bandwidth(text))
    case .flag: return .flag(try Quantity.flag(text))
    case .number: return .number(try Quantity.number(text))
    case .count: return .number(try Quantity.count(text))
    case .text: return .text(try Reading<String>.line.read(text))
    case .step: return .text(try Reading<String>.word.read(text))
    case .choice(let words):
      try check(text, among: words)
      return .text(text)
    case .choices(let words):
      let chosen = text.split(separator: ",").map { $0.drop { $0 == " " } }.map {
        String($0.reversed().drop { $0 == " " }.reversed())
      }
      if chosen.isEmpty { try check(text, among: words) }
      for word in chosen { try check(word, among: words) }
      return .text(chosen.joined(separator: ", "))
    }
  }

  private static func check(_ text: String, among words: [String]) throws(Complaint) {
    if words.contains(text) { return }
    throw Complaint(
      "`\(text)` is not one of its words",
      hint: Spelling.hint(
        for: text, among: words, otherwise: "choose one of \(words.joined(separator: ", "))"))
  }
}
