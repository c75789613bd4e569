import Vocabulary

extension Agent {
  /// What a probe sees.
  func lookAtClock(of host: AgentHost, expecting wanted: ClockExpectation) throws -> (Bool, String)
  {
    throw RangeError("this agent has no probe of clocks", hint: "use another fault")
  }
}
