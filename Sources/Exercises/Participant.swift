/// A person in one exercise.
package struct Participant: Sendable, Hashable, Codable {
  /// As the person is called on every page; unique in the exercise.
  package var name: String
  /// The one role of the person.
  package var role: Role

  /// A person in a role.
  package init(name: String, role: Role) {
    self.name = name
    self.role = role
  }

  /// Whether both are one person by name, blanks and case aside; nobody agrees with oneself.
  package func isSamePerson(as other: Participant) -> Bool {
    Self.plain(name) == Self.plain(other.name)
  }

  private static func plain(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
