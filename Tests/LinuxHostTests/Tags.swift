import Testing

extension Tag {
  /// Needs namespaces of its own, and with them root or user namespaces.
  @Tag static var onRange: Self
}
