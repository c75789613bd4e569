import Vocabulary

/// `incidents:` and `changes:` of a program: what the next missions should take up.
struct ProgramInputsSection {
  static let keys = ["id", "on", "title", "service", "family"]

  /// The services that the file names.
  let services: [String]
  let report: Report

  func incidents(_ node: YAMLNode?) -> [RecentIncident] {
    read(node, "an incident", of: "incidents").map {
      RecentIncident(
        id: $0.id, on: $0.on, title: $0.title, service: $0.service, family: $0.family)
    }
  }

  func changes(_ node: YAMLNode?) -> [DeclaredChange] {
    read(node, "a change", of: "changes").map {
      DeclaredChange(
        id: $0.id, on: $0.on, title: $0.title, service: $0.service, family: $0.family)
    }
  }

  private struct Item {
    var id: String
    var on: CalendarDay
    var title: String
    var service: String
    var family: String
  }

  private func read(_ node: YAMLNode?, _ noun: String, of list: String) -> [Item] {
    let sections = ProgramItems.sections(
      node, noun, of: list, keys: Self.keys, most: 200, report: report, mayBeEmpty: true)
    let items = sections.map { section in
      Item(
        id: section.required("id", .line, example: "id: INC-2041"),
        on: section.required("on", .day, example: "on: 2026-12-03"),
        title: section.required("title", .line, example: "title: Writes stalled for 9 minutes"),
        service: section.required("service", .word, example: "service: orders"),
        family: section.required("family", .word, example: "family: quorum-erosion"))
    }
    ProgramItems.refuseRepeats(zip(sections, items).map { ($0, $1.id) }, key: "id") {
      "`\($0)` stands twice under `\(list)`"
    }
    for (section, item) in zip(sections, items)
    where section.node("service") != nil && !services.isEmpty && !services.contains(item.service) {
      guard item.service != Reading<String>.word.placeholder else { continue }
      report.add(
        section.valuePosition(of: "service"), "no service is called `\(item.service)`",
        hint: Spelling.hint(
          for: item.service, among: services,
          otherwise: "there are: \(services.joined(separator: ", "))"))
    }
    return items
  }
}
