import Findings
import Ledger
import Vocabulary

/// One page of the findings, the most urgent first.
struct FindingsList: Sendable, Equatable {
  var wish: Wish
  var rows: [FindingRow]
  /// How many the filter lets through.
  var count: Int
  /// Whether the ledger has any finding at all.
  var isEmpty: Bool
  /// What can be chosen.
  var services: [String]
  var owners: [String]
  /// The day of the statuses.
  var today: String

  /// How many rows a page has.
  static let size = 50

  /// How many pages there are; one of nothing.
  var pages: Int { max(1, (count + Self.size - 1) / Self.size) }

  /// What somebody asked for, as it stands in the address.
  struct Wish: Sendable, Equatable {
    /// A status; empty is whatever waits for somebody, `all` is everything, `overdue` what is late.
    var status = ""
    /// A name or an e-mail address; empty is anybody's.
    var owner = ""
    /// Empty is any.
    var service = ""
    /// From 1.
    var page = 1

    init() {}

    /// Of an address; what cannot be meant is left out.
    init(query: [String: String]) {
      let status = query["status"] ?? ""
      if Self.statuses.contains(status) { self.status = status }
      owner = String((query["owner"] ?? "").prefix(200))
      service = String((query["service"] ?? "").prefix(200))
      page = min(max(query["page"].flatMap { Int($0) } ?? 1, 1), 1_000_000)
    }

    /// Whatever `status` may be, in the order in which it is offered.
    static let statuses = ["", "overdue"] + Finding.Status.allCases.map(\.rawValue) + ["all"]

    /// The query of another page of the same list.
    func query(page: Int) -> String {
      let fields = [
        ("status", status), ("owner", owner), ("service", service),
        ("page", page > 1 ? "\(page)" : ""),
      ].filter { !$0.1.isEmpty }
      guard !fields.isEmpty else { return "" }
      return "?" + fields.map { "\($0.0)=\(Form.encode($0.1))" }.joined(separator: "&")
    }
  }
}

extension ProgramReading {
  func findings(_ wish: FindingsList.Wish) throws -> FindingsList {
    var filter = findingFilter
    if let status = Finding.Status(rawValue: wish.status) { filter.statuses = [status] }
    if wish.status == "all" { filter.statuses = FindingFilter.everything.statuses }
    if wish.status == "overdue" {
      filter.statuses = [.draft, .open, .reopened]
      filter.dueBefore = day
      filter.isByDue = true
    }
    filter.owner = wish.owner.isEmpty ? nil : wish.owner
    filter.service = wish.service.isEmpty ? nil : wish.service
    let count = try ledger.count(filter, on: day)
    var wish = wish
    wish.page = min(wish.page, max(1, (count + FindingsList.size - 1) / FindingsList.size))
    filter.limit = FindingsList.size
    filter.offset = (wish.page - 1) * FindingsList.size
    let rows = try ledger.findings(filter, on: day)
    return FindingsList(
      wish: wish, rows: rows, count: count, isEmpty: try rows.isEmpty && hasNone(),
      services: program.services.flatMap { [$0.name, $0.target] }.reduce(into: []) { known, name in
        if !known.contains(name) { known.append(name) }
      }, owners: program.people.map(\.name), today: day)
  }

  private func hasNone() throws -> Bool {
    var filter = FindingFilter.everything
    filter.besides = hidden
    return try ledger.count(filter, on: day) == 0
  }
}
