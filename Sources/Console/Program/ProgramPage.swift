/// The pages of a program.
package enum ProgramPage: Sendable, Hashable {
  /// What comes, what waits, how it goes.
  case home
  /// A quarter with its dates, missions and deadlines.
  case board
  /// What people have practised, and what they never did.
  case coverage
  /// Whether they get better.
  case trends
  /// All findings, in pages.
  case findings
  /// One finding, by its name.
  case finding(String)

  /// Its place on the server.
  var path: String {
    switch self {
    case .home: "/program"
    case .board: "/program/board"
    case .coverage: "/program/coverage"
    case .trends: "/program/trends"
    case .findings: "/program/findings"
    case .finding(let name): "/program/findings/\(name)"
    }
  }

  /// Those that every page links to, with what they are called.
  static let main: [(page: ProgramPage, title: String)] = [
    (.home, "Home"), (.board, "Quarter"), (.coverage, "Coverage"), (.trends, "Trends"),
    (.findings, "Findings"),
  ]
}
