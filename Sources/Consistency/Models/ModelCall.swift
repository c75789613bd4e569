package import Vocabulary

/// What a client asked of a counter, a set, a queue or a mutex, and what it was told.
///
/// Shape: times are places among the history's events counted from 1, so that 0 stands before all
/// and `never` after all; equal requests and answers are interchangeable.
package struct ModelCall: Sendable, Equatable {
  /// What was asked.
  package enum Request: Sendable, Hashable {
    /// The counter's sum, or the set's elements.
    case read
    /// Adds to a counter, or an element to a set.
    case add(Int64)
    /// Takes an element out of a set.
    case remove(Int64)
    /// Whether a set has an element.
    case contains(Int64)
    /// Puts a value at the end of a queue.
    case enqueue(Int64)
    /// Takes the value at the head of a queue.
    case dequeue
    /// Takes a mutex for a process.
    case acquire(Int64)
    /// Gives it back.
    case release(Int64)
  }

  /// What was answered.
  package enum Answer: Sendable, Hashable {
    /// Nobody knows, nor whether it happened.
    case unknown
    /// It was done.
    case done
    /// A sum, or a value that was taken.
    case value(Int64)
    /// A set's elements, ascending.
    case elements([Int64])
    /// Whether an element is in a set, or was before it was added or taken out.
    case truth(Bool)
    /// There was nothing to take.
    case nothing
  }

  /// The logical client.
  package var process: Int
  /// What was asked.
  package var request: Request
  /// What was answered; `unknown` makes it an operation that may have happened at any later time.
  package var answer: Answer
  /// The place of the invocation among all events, from 1.
  package var start: UInt32
  /// The place of the completion; `never` where the answer is unknown.
  package var end: UInt32
  /// When it was invoked, for people.
  package var invokedNs: Nanoseconds
  /// When it completed.
  package var completedNs: Nanoseconds?

  /// After every event.
  package static let never = UInt32.max

  /// An operation with its answer.
  package init(
    process: Int, _ request: Request, _ answer: Answer, start: UInt32, end: UInt32,
    invokedNs: Nanoseconds, completedNs: Nanoseconds?
  ) {
    self.process = process
    self.request = request
    self.answer = answer
    self.start = start
    self.end = answer == .unknown ? Self.never : end
    self.invokedNs = invokedNs
    self.completedNs = completedNs
  }

  /// Nobody knows whether it happened.
  var isOptional: Bool { answer == .unknown }

  /// Whether it can leave another state behind.
  var isChange: Bool {
    switch request {
    case .read, .contains: false
    case .dequeue: answer != .nothing
    case .add, .remove, .enqueue, .acquire, .release: true
    }
  }

  /// As people write it.
  var label: String {
    let asked =
      switch request {
      case .read: "read"
      case .add(let value): "add \(value)"
      case .remove(let value): "remove \(value)"
      case .contains(let value): "contains \(value)"
      case .enqueue(let value): "enqueue \(value)"
      case .dequeue: "dequeue"
      case .acquire: "acquire"
      case .release: "release"
      }
    switch answer {
    case .unknown, .done: return asked
    case .value(let value): return "\(asked) → \(value)"
    case .truth(let flag): return "\(asked) → \(flag ? "yes" : "no")"
    case .nothing: return "\(asked) → nothing"
    case .elements(let values):
      let shown = values.prefix(8).map(String.init).joined(separator: " ")
      return "\(asked) → {\(shown)\(values.count > 8 ? " … \(values.count) in all" : "")}"
    }
  }
}
