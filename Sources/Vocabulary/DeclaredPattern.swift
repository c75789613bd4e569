/// A secret of a team's own, as its file of patterns declares it.
package struct DeclaredPattern: Sendable, Equatable {
  /// As the replacement and the report name it.
  package var name: String
  /// A regular expression; it is matched within a line.
  package var expression: String

  /// A declared pattern.
  package init(name: String, expression: String) {
    self.name = name
    self.expression = expression
  }
}
