import Vocabulary

extension Agent {
  /// What a probe sees.
  func lookAtProcesses(of host: AgentHost, expecting wanted: ProcessExpectation) throws -> (
    Bool, String
  ) {
    throw RangeError("this agent has no probe of processes", hint: "use another fault")
  }
}
