/// The requests of a load in SQL, and what its answers mean.
///
/// Shape:  one statement a request, which is a transaction of its own; PostgreSQL's usual level,
///         read committed, is enough for it. A compare-and-set finds its row by the value that it
///         expects: where another one holds the row, it waits and looks again.
enum PostgresStore {
  private static let read = PostgresStatement(
    name: "read", text: "SELECT v FROM registers WHERE k = $1::text")
  /// Also what a load tool is given.
  static let write = PostgresStatement(
    name: "write",
    text: "INSERT INTO registers VALUES ($1::text, $2::bigint) "
      + "ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v")
  private static let compareAndSet = PostgresStatement(
    name: "compare-and-set",
    text: "UPDATE registers SET v = $3::bigint WHERE k = $1::text AND v = $2::bigint")
  private static let add = PostgresStatement(
    name: "add",
    text: "INSERT INTO elements VALUES ($1::text, $2::bigint) ON CONFLICT DO NOTHING")
  private static let elements = PostgresStatement(
    name: "elements", text: "SELECT e FROM elements WHERE k = $1::text ORDER BY e")

  /// The tables of all workloads; a bank of ten accounts with a hundred each.
  static let schema = """
    CREATE TABLE registers (k text PRIMARY KEY, v bigint NOT NULL);
    CREATE TABLE elements (k text, e bigint, PRIMARY KEY (k, e));
    CREATE TABLE lists (k text PRIMARY KEY, v text NOT NULL);
    CREATE TABLE accounts (id bigint PRIMARY KEY, balance bigint NOT NULL);
    INSERT INTO accounts SELECT n, 100 FROM generate_series(0, 9) AS n;

    """

  /// The statement of a request, with its values.
  static func request(_ request: StoreRequest) -> PostgresRequest {
    switch request {
    case .read(let key): .prepared(read, [key])
    case .write(let key, let value): .prepared(write, [key, String(value)])
    case .compareAndSet(let key, let expected, let new):
      .prepared(compareAndSet, [key, String(expected), String(new)])
    case .add(let key, let element): .prepared(add, [key, String(element)])
    case .elements(let key): .prepared(elements, [key])
    }
  }

  /// What a reply to that request says.
  static func answer(
    _ reply: PostgresReply, to request: StoreRequest
  ) throws(SQLTrouble) -> StoreAnswer {
    let answer: StoreAnswer? =
      switch (request, reply.tags.last ?? "") {
      case (.read, "SELECT 0"): StoreAnswer()
      case (.read, "SELECT 1"): numbers(reply)?.first.map { StoreAnswer(value: $0) }
      case (.write, "INSERT 0 1"): StoreAnswer()
      // What a compare found instead it does not tell, for that may be older than the miss.
      case (.compareAndSet, "UPDATE 0"): StoreAnswer(matched: false)
      case (.compareAndSet, "UPDATE 1"): StoreAnswer(matched: true)
      case (.add, "INSERT 0 0"), (.add, "INSERT 0 1"): StoreAnswer()
      case (.elements, "SELECT \(reply.rows.count)"):
        numbers(reply).map { StoreAnswer(elements: $0) }
      default: nil
      }
    guard let answer else {
      throw .garbage("the reply makes no sense: \(reply.tags) with \(reply.rows.count) rows")
    }
    return answer
  }

  /// The first column of all rows; nil where one of them is no whole number.
  private static func numbers(_ reply: PostgresReply) -> [Int64]? {
    let numbers = reply.rows.compactMap { $0.first.flatMap { $0 }.flatMap { Int64($0) } }
    return numbers.count == reply.rows.count ? numbers : nil
  }
}
