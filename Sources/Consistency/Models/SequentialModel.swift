/// What an object does where only one client uses it; linearizable is what looks like that.
///
/// Shape: pure values. A step gets the answer too and says whether it can have been given: an
/// answer that the state forbids is nil, an unknown one is allowed wherever the request is.
/// Source: the models of Jepsen's `knossos.model` and of Porcupine's `model.go`.
package protocol SequentialModel: Sendable {
  /// All that the object remembers.
  associatedtype State: Hashable, Sendable
  /// What it remembers before the first operation.
  var initial: State { get }
  /// The state after a call with its answer; nil where it cannot have been answered so.
  func state(after call: ModelCall, from state: State) -> State?
  /// Whether two calls leave the same state and may get the same answers in either order, from
  /// every state; a model that does not know says no.
  func commute(_ one: ModelCall, _ other: ModelCall) -> Bool
}
