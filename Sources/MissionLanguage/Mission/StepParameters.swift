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
          example: "\(parameter.name): \(Self.example(parameter.type))")
      } else {
        values[parameter.name] = section.optional(parameter.name, Self.reading(parameter))
      }
    }
    let quantities = signature.parameters.filter { $0.type != .flag && $0.type != .text }
    if values.isEmpty, !quantities.isEmpty, !quantities.contains(where: \.isRequired) {
      report.add(
        section.position, "\(section.name) changes nothing",
        hint: "give at least one of \(quantities.map(\.name).joined(separator: ", "))")
    }
    return values
  }

  private static func reading(_ parameter: ParameterSignature) -> Reading<ParameterValue> {
    Reading(placeholder: .flag(false)) { text throws(Complaint) in
      do throws(Complaint) {
        let value = try read(text, as: parameter.type)
        if let measure = measure(value), let bounds = parameter.bounds,
          !bounds.contains(parameter.isSigned ? abs(measure) : measure)
        {
          throw Complaint(
            "\(text) is out of range",
            hint: "choose \(words(bounds.lowerBound, parameter.type)) to "
              + "\(words(bounds.upperBound, parameter.type))"
              + "\(parameter.isSigned ? ", or as much below zero" : ""); \(parameter.help)")
        }
        if parameter.bounds == nil, case .duration(let span) = value, span < .zero {
          throw Complaint("\(text) is negative", hint: "choose 0s or more")
        }
        return value
      } catch {
        throw error
      }
    }
  }

  private static func read(
    _ text: String, as type: ParameterSignature.ParameterType
  ) throws(Complaint) -> ParameterValue {
    switch type {
    case .duration: .duration(try Quantity.duration(text))
    case .ratio: .ratio(try Quantity.ratio(text))
    case .bytes: .bytes(try Quantity.bytes(text))
    case .rate: .rate(perSecond: try Quantity.rate(text))
    case .flag: .flag(try Quantity.flag(text))
    case .number: .number(try Quantity.number(text))
    case .text: .text(text)
    }
  }

  private static func measure(_ value: ParameterValue) -> Double? {
    switch value {
    case .duration(let span): span.inSeconds
    case .ratio(let ratio): ratio
    case .bytes(let bytes): Double(bytes)
    case .rate(let perSecond): perSecond
    case .number(let number): number
    case .flag, .text: nil
    }
  }

  private static func words(_ bound: Double, _ type: ParameterSignature.ParameterType) -> String {
    switch type {
    case .duration: "\(Nanoseconds.seconds(bound))"
    case .ratio: "\(NumberText.short(bound * 100))%"
    case .bytes: "\(NumberText.short(bound))B"
    case .rate: "\(NumberText.short(bound))/s"
    case .number, .flag, .text: NumberText.short(bound)
    }
  }

  private static func example(_ type: ParameterSignature.ParameterType) -> String {
    switch type {
    case .duration: "800ms"
    case .ratio: "20%"
    case .bytes: "64MB"
    case .rate: "300/s"
    case .flag: "true"
    case .number: "3"
    case .text: "word"
    }
  }
}
