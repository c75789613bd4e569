package import Vocabulary

/// Values of parameters as missions write them.
package enum QuantityText {
  /// The value with its unit, such as `800ms`, `10%` or `1mbit/s`.
  package static func words(_ value: ParameterValue) -> String {
    switch value {
    case .duration(let span): "\(span)"
    case .ratio(let ratio): "\(NumberText.short(ratio * 100))%"
    case .bytes(let bytes): size(Double(bytes))
    case .rate(let perSecond): "\(NumberText.short(perSecond))/s"
    case .bandwidth(let bytesPerS): bandwidth(Double(bytesPerS))
    case .partsPerMillion(let parts): "\(NumberText.short(parts))ppm"
    case .flag(let flag): "\(flag)"
    case .number(let number): NumberText.short(number)
    case .text(let text): text
    }
  }

  /// What a value of this type must be, such as `20ms to 1m` or `deaf or mute`; nil for any.
  package static func bounds(_ parameter: ParameterSignature) -> String? {
    if case .choice(let words) = parameter.type { return words.joined(separator: ", ") }
    if case .choices(let words) = parameter.type { return words.joined(separator: ", ") }
    if parameter.type == .flag { return "true, false" }
    guard let bounds = parameter.bounds else {
      return parameter.type == .ratio ? "0% to 100%" : nil
    }
    let (least, most) = (bounds.lowerBound, bounds.upperBound)
    let text = "\(measure(least, parameter.type)) to \(measure(most, parameter.type))"
    return parameter.type.isSigned ? "\(text), or as much backwards" : text
  }

  /// What the type is called in tables.
  package static func name(_ type: ParameterType) -> String {
    switch type {
    case .duration: "duration"
    case .signedDuration: "± duration"
    case .ratio: "share"
    case .partsPerMillion: "± ppm"
    case .bytes: "size"
    case .rate: "rate"
    case .bandwidth: "bandwidth"
    case .flag: "flag"
    case .number: "number"
    case .count: "count"
    case .text: "text"
    case .step: "step"
    case .choice: "word"
    case .choices: "words"
    }
  }

  /// A value of that type that a mission could have; within the bounds where there are some.
  package static func example(_ parameter: ParameterSignature) -> String {
    let usual = usual(parameter.type)
    guard let bounds = parameter.bounds, let number = usual.number, !bounds.contains(number)
    else { return usual.text }
    return measure(bounds.lowerBound, parameter.type)
  }

  /// The number of a value in base units, which bounds are compared with; nil for words and flags.
  static func measure(_ value: ParameterValue) -> Double? {
    switch value {
    case .duration(let span): span.inSeconds
    case .ratio(let ratio): ratio
    case .bytes(let bytes): Double(bytes)
    case .rate(let perSecond): perSecond
    case .bandwidth(let bytesPerS): Double(bytesPerS)
    case .partsPerMillion(let parts): parts
    case .number(let number): number
    case .flag, .text: nil
    }
  }

  private static func usual(_ type: ParameterType) -> (text: String, number: Double?) {
    switch type {
    case .duration: ("800ms", 0.8)
    case .signedDuration: ("-90s", 90)
    case .ratio: ("20%", 0.2)
    case .partsPerMillion: ("200ppm", 200)
    case .bytes: ("64MB", 64e6)
    case .rate: ("300/s", 300)
    case .bandwidth: ("1mbit/s", 125_000)
    case .flag: ("true", nil)
    case .number, .count: ("3", 3)
    case .text: ("word", nil)
    case .step: ("nightly", nil)
    case .choice(let words), .choices(let words): (words.first ?? "word", nil)
    }
  }

  private static func measure(_ bound: Double, _ type: ParameterType) -> String {
    switch type {
    case .duration, .signedDuration: "\(Nanoseconds.seconds(bound))"
    case .ratio: "\(NumberText.short(bound * 100))%"
    case .partsPerMillion: "\(NumberText.short(bound))ppm"
    case .bytes: size(bound)
    case .rate: "\(NumberText.short(bound))/s"
    case .bandwidth: bandwidth(bound)
    case .number, .count, .flag, .text, .step, .choice, .choices: NumberText.short(bound)
    }
  }

  private static func size(_ bytes: Double) -> String {
    let units: [(String, Double)] = [
      ("GiB", 1_073_741_824), ("GB", 1e9), ("MiB", 1_048_576), ("MB", 1e6), ("KiB", 1024),
      ("kB", 1e3),
    ]
    return exact(bytes, units) ?? "\(NumberText.short(bytes))B"
  }

  private static func bandwidth(_ bytesPerS: Double) -> String {
    let units = [("gbit/s", 1e9), ("mbit/s", 1e6), ("kbit/s", 1e3)]
    return exact(bytesPerS * 8, units) ?? "\(NumberText.short(bytesPerS * 8))bit/s"
  }

  /// The number in the largest unit that leaves no fraction.
  private static func exact(_ number: Double, _ units: [(String, Double)]) -> String? {
    units.first { number >= $0.1 && (number / $0.1).rounded() == number / $0.1 }
      .map { "\(NumberText.short(number / $0.1))\($0.0)" }
  }
}
