/// The people of a program file, and which of them owns the program.
package struct Roster: Sendable, Equatable, Codable {
  /// Everybody, leavers too.
  package var people: [Person]
  /// E-mail of the program owner, who alone extends deadlines; nil where nobody is.
  package var programOwner: String?

  /// Somebody who can be asked why.
  package struct Person: Sendable, Equatable, Codable {
    /// Such as `Ann Lee`.
    package var name: String
    /// Unique within the program; it stands in the journal.
    package var email: String
    /// False for leavers.
    package var isActive: Bool
    /// The account at an issue tracker; nil where it is not known.
    package var login: String?

    /// A person.
    package init(name: String, email: String, isActive: Bool = true, login: String? = nil) {
      self.name = name
      self.email = email
      self.isActive = isActive
      self.login = login
    }
  }

  /// A program's people.
  package init(people: [Person], programOwner: String? = nil) {
    self.people = people
    self.programOwner = programOwner
  }

  /// Whoever has that e-mail address or, where it is only one, that name.
  package func person(_ text: String) -> Person? {
    let words = Self.plain(text)
    if let match = people.first(where: { Self.plain($0.email) == words }) { return match }
    let named = people.filter { Self.plain($0.name) == words }
    return named.count == 1 ? named[0] : nil
  }

  /// Whether that person owns the program, and is still there.
  package func isProgramOwner(_ text: String) -> Bool {
    guard let programOwner, let person = person(text), person.isActive else { return false }
    return Self.plain(person.email) == Self.plain(programOwner)
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}
