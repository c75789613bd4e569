/// A way to ask agents: to that of a range, to one on a machine, or to all those of an inventory.
package protocol AgentLine: Sendable {
  /// What agents say of their own accord; ends when they are gone.
  var events: AsyncStream<AgentMessage.Say> { get }
  /// Asks and waits for the answer; a `failed` answer is thrown.
  @discardableResult
  func ask(_ ask: AgentRequest.Ask) async throws(RangeError) -> AgentMessage.Say
  /// Hangs up; agents go on by themselves.
  func close()
}
