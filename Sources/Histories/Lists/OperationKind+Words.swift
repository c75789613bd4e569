extension OperationKind {
  /// The word for it in histories: the `f` of an event.
  package var word: String {
    switch self {
    case .read: "read"
    case .write: "write"
    case .compareAndSet: "cas"
    case .append: "append"
    case .add: "add"
    case .transfer: "transfer"
    case .enqueue: "enqueue"
    case .dequeue: "dequeue"
    case .drain: "drain"
    case .generate: "generate"
    case .acquire: "acquire"
    case .release: "release"
    }
  }

  /// The kind that a word stands for; nil where it is none.
  package init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }

  /// All words, for errors.
  static var words: String { allCases.map { "\($0.word)" }.joined(separator: ", ") }

  /// Whether a register has it.
  package var isOfRegister: Bool { rawValue <= Self.append.rawValue }

  /// Whether a request of it names a value.
  var needsValue: Bool {
    switch self {
    case .write, .compareAndSet, .append, .add, .transfer, .enqueue: true
    case .read, .dequeue, .drain, .generate, .acquire, .release: false
    }
  }

  /// Whether it may carry a collection of that form.
  func takes(_ form: HistoryList.Form) -> Bool {
    switch form {
    case .elements: self == .read || self == .drain
    case .map, .reads: self == .read
    case .writes: self == .write
    case .transfer: self == .transfer
    }
  }

  /// Whether its answer is what counts.
  package var isObservation: Bool {
    switch self {
    case .read, .dequeue, .drain, .generate: true
    case .write, .compareAndSet, .append, .add, .transfer, .enqueue, .acquire, .release: false
    }
  }
}
