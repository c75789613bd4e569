/// A person who may read a program's pages, and how much of them.
package struct ProgramSeat: Sendable, Equatable, Codable {
  /// As the person is called on the pages.
  package var name: String
  /// Whether the person sees what is planned: red and white do, whoever may be blue does not.
  package var seesPlans: Bool

  /// A seat.
  package init(name: String, seesPlans: Bool) {
    self.name = name
    self.seesPlans = seesPlans
  }
}
