import NIOCore

/// How sessions at one SQL database begin, and what their answers say of success.
protocol SQLDialect: Sendable {
  /// What is spoken on the connection.
  associatedtype Language: SessionLanguage

  /// A session at a member, opened when first needed.
  static func connection(
    to member: MemberEndpoint, on eventLoop: any EventLoop
  ) -> SessionConnection<Language>
  /// Opens the session; why a client should not stay at that member, nil where it should.
  static func refusal(
    at connection: SessionConnection<Language>, before deadline: NIODeadline
  ) async -> String?
  /// The answer, or why it is none; `mayCommit` is whether the request could have committed.
  static func check(
    _ result: Result<Language.Reply, SessionFault<Language.Words>>, mayCommit: Bool
  ) throws(SQLTrouble) -> Language.Reply
}

/// How clients of one SQL database find a member, and when they go home again.
protocol SQLHome: SQLDialect {
  /// After how many requests at another member a client knocks at its own again; nil is never.
  static var requestsAbroad: Int? { get }
}

/// The requests of a load in the words of one SQL database.
protocol SQLStoreDialect: SQLHome {
  /// The statement of a request, with its values.
  static func request(_ request: StoreRequest) -> Language.Content
  /// What a reply to that request says.
  static func answer(
    _ reply: Language.Reply, to request: StoreRequest
  ) throws(SQLTrouble) -> StoreAnswer
}

/// Transactions in the words of one SQL database.
protocol SQLTransactionDialect: SQLStoreDialect {
  /// What is sent around and inside a transaction, in order.
  static func contents(_ words: SQLWords) -> [Language.Content]
  /// The rows of a reply; nil is NULL.
  static func rows(_ reply: Language.Reply) -> [[String?]]
  /// Why a reply to a commit is no commit; nil where it is one.
  static func refusal(ofCommit reply: Language.Reply) -> SQLTrouble?
}
