package import Vocabulary

/// Reads a service: its promises, its blast radius table, its rubric.
///
/// What a file leaves out is the built-in constant; a changed file needs a new version.
/// Limits: as for missions.
package enum ServiceParser {
  static let keys = [
    "service", "version", "objective", "budget-period", "recovery-time", "extended-outage",
    "live-window", "live", "blast-radius", "rubric",
  ]
  static let tableKeys = [
    "availability", "scope", "outage-share", "short-outage", "short-exposure",
  ]

  /// The service in `text`; `file` is the name for messages, whose last part must fit the name.
  package static func parse(
    _ text: String, file: String
  ) -> Result<Service, MissionErrors> {
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the service", keys: keys, report: report)
    else { return .failure(report.errors) }
    let service = read(section, report: report)
    return report.isClean ? .success(service) : .failure(report.errors)
  }

  /// The same for bytes as they lie on the disk; text that is not UTF-8 is refused.
  package static func parse(
    bytes: [UInt8], file: String
  ) -> Result<Service, MissionErrors> {
    switch SourceText.decode(bytes, file: file) {
    case .success(let text): parse(text, file: file)
    case .failure(let errors): .failure(errors)
    }
  }

  private static func read(_ section: Section, report: Report) -> Service {
    var constants = ServiceConstants.standard
    constants.name = FileName.read(section, key: "service")
    constants.version = section.required("version", .line, example: "version: \"1\"")
    let day = Nanoseconds.seconds(86_400)
    let period = section.optional(
      "budget-period", .duration(day...(.seconds(366 * 86_400))),
      default: .seconds(constants.budgetDays * 86_400))
    constants.budgetDays = period.inSeconds / 86_400
    constants.objective = section.optional(
      "objective", .partialRatio, default: constants.objective)
    constants.recoveryTimeNs = section.optional("recovery-time", .duration(Limits.life))
    constants.extendedOutageNs = section.optional(
      "extended-outage", .duration(Limits.life), default: constants.extendedOutageNs)
    constants.liveWindowNs = section.optional(
      "live-window", .duration(Limits.life), default: constants.liveWindowNs)
    if let node = section.node("blast-radius") { table(node, &constants, report) }
    let live = section.node("live").map { BudgetSection.mode($0, "live", report) }
    return Service(
      constants: constants,
      rubric: section.node("rubric").map { RubricSection.read($0, report: report) } ?? .standard,
      liveBudget: live)
  }

  private static func table(
    _ node: YAMLNode, _ constants: inout ServiceConstants, _ report: Report
  ) {
    guard let section = Section(node, name: "blast-radius", keys: tableKeys, report: report)
    else { return }
    constants.budgetShares = ascending(
      section, "availability", .share, like: constants.budgetShares)
    constants.scopeShares = ascending(section, "scope", .ratio, like: constants.scopeShares)
    constants.outageShare = section.optional(
      "outage-share", .ratio, default: constants.outageShare)
    constants.shortOutageNs = section.optional(
      "short-outage", .duration(Limits.life), default: constants.shortOutageNs)
    constants.shortExposureNs = section.optional(
      "short-exposure", .duration(Limits.life), default: constants.shortExposureNs)
  }

  /// As many bounds as the built-in list has, each above the one before.
  static func ascending(
    _ section: Section, _ key: String, _ reading: Reading<Double>, like usual: [Double],
    falls: Bool = false
  ) -> [Double] {
    guard section.node(key) != nil else { return usual }
    let bounds = section.list(key, reading)
    let isOrdered = zip(bounds, bounds.dropFirst()).allSatisfy { falls ? $0 > $1 : $0 < $1 }
    guard bounds.count == usual.count, isOrdered else {
      section.report.add(
        section.valuePosition(of: key),
        "`\(key)` must be \(usual.count) bounds, each \(falls ? "below" : "above") the one before",
        hint: "they stand for the levels in order; docs/reference/service.md shows them")
      return usual
    }
    return bounds
  }
}

extension Reading where Value == Double {
  /// A share below all: `100%` leaves no error budget to measure against.
  static var partialRatio: Reading {
    Reading(placeholder: 0.5) { text throws(Complaint) in
      let ratio = try Quantity.ratio(text)
      guard ratio > 0, ratio < 1 else {
        throw Complaint("`\(text)` leaves no error budget", hint: "choose less, such as 99.9%")
      }
      // As it was written: 99.9 ÷ 100 is not the number nearest to 0.999.
      return (ratio * 1e9).rounded() / 1e9
    }
  }

  /// A share that may exceed the whole, such as `150%` of a budget.
  static var share: Reading {
    Reading(placeholder: 1) { text throws(Complaint) in
      guard text.hasSuffix("%"), let number = Double(String(text.dropLast()).trimmed), number > 0,
        number <= 10_000
      else { throw Complaint("`\(text)` is not a share", hint: "write it as 25%") }
      return number / 100
    }
  }

  /// A plain number within bounds.
  static func number(_ range: ClosedRange<Double>) -> Reading {
    Reading(placeholder: range.lowerBound) { text throws(Complaint) in
      guard let number = Double(text), range.contains(number) else {
        throw Complaint(
          "`\(text)` is not a number from \(range.lowerBound) to \(range.upperBound)",
          hint: "write digits, such as 0.25")
      }
      return number
    }
  }
}
