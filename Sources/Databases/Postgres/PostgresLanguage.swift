import NIOCore

/// What is said on a session at a PostgreSQL.
///
/// Shape:  an answer is over when the server is ready for the next request, and not before: what
///         was executed is settled only then.
/// Limits: a server that asks for a password is refused.
struct PostgresLanguage: SessionLanguage {
  /// Settings as the server told them last.
  private(set) var parameters: [String: String] = [:]
  private var prepared: Set<PostgresStatement> = []
  private var asked: PostgresRequest?
  private var reply = PostgresReply()

  init() {}

  /// A statement is explained once on each session.
  mutating func ask(_ content: PostgresRequest) -> ByteBuffer {
    asked = content
    reply = PostgresReply()
    var isKnown = false
    if case .prepared(let statement, _) = content { isKnown = prepared.contains(statement) }
    return content.bytes(isKnown: isKnown)
  }

  mutating func hear(
    _ buffer: inout ByteBuffer, isAsked: Bool
  ) throws(MalformedMessage) -> SessionEvent<PostgresReply, PostgresNotice>? {
    guard let message = try PostgresParser.next(&buffer) else { return nil }
    switch message {
    case .authentication(0), .other: break
    case .authentication(let method):
      return .end(
        message: "the server wants a password (method \(method)), and a range has none",
        words: nil)
    case .parameter(let name, let value): parameters[name] = value
    case .row(let values): reply.rows.append(values)
    case .complete(let tag): reply.tags.append(tag)
    case .parsed:
      if case .prepared(let statement, _)? = asked { prepared.insert(statement) }
    case .notice(let notice): reply.notices.append(notice)
    case .failure(let notice) where notice.isFatal || !isAsked:
      return .end(message: notice.text, words: notice)
    case .failure(let notice): reply.failure = notice
    case .ready(let block):
      reply.block = block
      return .reply(reply)
    }
    return .more
  }

  static var farewell: ByteBuffer { PostgresRequest.terminate }
}

/// One session at a PostgreSQL.
typealias PostgresConnection = SessionConnection<PostgresLanguage>

/// Why a PostgreSQL gave no whole answer.
typealias PostgresFault = SessionFault<PostgresNotice>

extension SessionConnection where Language == PostgresLanguage {
  /// A session as the user whom all trust.
  convenience init(
    host: String, port: Int, user: String = PatroniDatabase.user,
    database: String = PatroniDatabase.catalog, eventLoop: any EventLoop
  ) {
    self.init(
      host: host, port: port, hello: .startup(user: user, database: database),
      eventLoop: eventLoop)
  }
}
