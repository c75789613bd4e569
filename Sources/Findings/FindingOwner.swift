/// The one person who is asked about a finding, as the program file named them then.
package struct FindingOwner: Sendable, Equatable, Codable {
  /// Such as `Ann Lee`.
  package var name: String
  /// Tells people of one name apart.
  package var email: String

  /// A person.
  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Of a program's people.
  package init(_ person: Roster.Person) { self.init(name: person.name, email: person.email) }
}
