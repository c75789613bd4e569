import Vocabulary

extension Agent {
  /// What a probe sees.
  func lookAtDisk(of host: AgentHost, expecting wanted: DiskExpectation) throws -> (Bool, String) {
    throw RangeError("this agent has no probe of disks", hint: "use another fault")
  }
}
