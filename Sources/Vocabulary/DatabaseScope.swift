/// The databases that have a kind of step or one of its parameters, and what to say on the others.
package struct DatabaseScope: Sendable, Equatable {
  /// Their kinds, such as `patroni`.
  package var kinds: [String]
  /// Why the others have it not, and what to write instead.
  package var elsewhere: String

  /// A scope for a signature.
  package init(_ kinds: [String], elsewhere: String) {
    self.kinds = kinds
    self.elsewhere = elsewhere
  }

  /// What to say where a database is not one of them; nil where it is.
  package func hint(on database: String) -> String? {
    kinds.contains(database) ? nil : elsewhere
  }
}
