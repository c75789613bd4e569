import Vocabulary

extension Agent {
  /// What a probe sees.
  func look(at link: Link, expecting wanted: LinkExpectation) throws -> (Bool, String) {
    throw RangeError("this agent has no probe of links", hint: "use another fault")
  }
}
