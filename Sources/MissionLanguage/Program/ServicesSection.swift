import Vocabulary

/// `services:` of a program.
struct ServicesSection {
  static let keys = [
    "service", "database", "target", "sla", "rto", "rpo", "error-budget", "constants",
  ]

  let report: Report

  func read(_ node: YAMLNode?) -> [ProgramService] {
    let sections = ProgramItems.sections(
      node, "a service", of: "services", keys: Self.keys, most: 100, report: report)
    let services = sections.map { section in
      ProgramService(
        name: section.required("service", .word, example: "service: orders"),
        database: section.required("database", .word, example: "database: etcd"),
        target: section.required("target", .word, example: "target: orders-prod"),
        slaNs: section.required("sla", .duration(Limits.life), example: "sla: 30m"),
        recoveryTimeNs: section.required("rto", .duration(Limits.life), example: "rto: 1h"),
        recoveryPointNs: section.required(
          "rpo", .duration(.zero...Limits.life.upperBound), example: "rpo: 15m"),
        errorBudget: section.required(
          "error-budget", .errorBudget, example: "error-budget: 0.1%"),
        constants: section.optional("constants", .relativeFile))
    }
    ProgramItems.refuseRepeats(
      zip(sections, services).map { ($0, $1.name) }, key: "service"
    ) { "two services are called `\($0)`" }
    return services
  }
}

extension Reading where Value == Double {
  /// A share of requests that may fail; more than none, less than all.
  static var errorBudget: Reading {
    Reading(placeholder: 0.001) { text throws(Complaint) in
      let ratio = try Quantity.ratio(text)
      guard ratio > 0, ratio < 1 else {
        throw Complaint(
          "`\(text)` is no error budget", hint: "write the share that may fail, such as 0.1%")
      }
      // As it was written: 0.1 ÷ 100 is not the number nearest to 0.001.
      return (ratio * 1e9).rounded() / 1e9
    }
  }
}

extension Reading where Value == String {
  /// A file below the folder of the program file.
  static var relativeFile: Reading {
    Reading(placeholder: "placeholder") { text throws(Complaint) in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard !text.hasPrefix("/"), text.utf8.count <= 200,
        parts.allSatisfy({ !$0.isEmpty && $0 != ".." }), !text.contains("\\")
      else {
        throw Complaint(
          "`\(text)` is not a file below this folder",
          hint: "write it relative to cygnet.yaml, such as services/orders.yaml")
      }
      return text
    }
  }
}
