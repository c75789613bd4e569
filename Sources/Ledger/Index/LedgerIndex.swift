internal import Foundation
internal import GRDB
internal import LinuxHost

/// The SQLite file of a ledger, opened.
///
/// Effect: write-ahead log, so that readers and a writer of several processes do not wait for each
///         other; a commit is on disk when it returns.
/// Errors: a file that is no database, and one that a later version of cygnet wrote.
struct LedgerIndex: Sendable {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the file, makes it where there is none, and brings its tables up to this version.
  init(
    at place: LedgerPlace, migrator: DatabaseMigrator = LedgerSchema.migrator
  ) throws(LedgerError) {
    path = place.database
    queue = try Self.inWords(path) {
      try Self.makeFolder(place)
      // Two processes that make the tables at once would each find the other's.
      let lock = try HeldLog(path: place.lock)
      defer { lock.release() }
      var configuration = Configuration()
      configuration.label = "ledger"
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(60)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let queue = try DatabaseQueue(path: place.database, configuration: configuration)
      guard try !queue.read(migrator.hasBeenSuperseded) else {
        throw LedgerError(
          "\(place.database) was made by a later version of cygnet",
          hint: "use that version, or remove the file and make it anew: cygnet ledger rebuild")
      }
      try migrator.migrate(queue)
      return queue
    }
  }

  /// An index that is nowhere and ends with the value.
  static func temporary() throws -> LedgerIndex {
    let queue = try DatabaseQueue()
    try LedgerSchema.migrator.migrate(queue)
    return LedgerIndex(queue: queue, path: "a ledger in memory")
  }

  private init(queue: DatabaseQueue, path: String) {
    self.queue = queue
    self.path = path
  }

  /// Reads one state of the tables.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.inWords(path) { try queue.read(body) }
  }

  /// Changes the tables, all of it or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.inWords(path) { try queue.write(body) }
  }

  /// What SQLite itself finds wrong with the file; empty where nothing is.
  func defects() throws -> [String] {
    try read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }.filter { $0 != "ok" }
  }

  func close() { try? queue.close() }

  /// Removes the files of an index that cannot be opened any more.
  static func remove(_ place: LedgerPlace) throws(LedgerError) {
    try inWords(place.database) {
      let lock = try HeldLog(path: place.lock)
      defer { lock.release() }
      for ending in ["", "-wal", "-shm"]
      where FileManager.default.fileExists(atPath: place.database + ending) {
        try FileManager.default.removeItem(atPath: place.database + ending)
      }
    }
  }

  /// A folder that keeps itself out of version control.
  private static func makeFolder(_ place: LedgerPlace) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
    let ignore = place.folder + "/.gitignore"
    if !files.fileExists(atPath: ignore) {
      try Data("*\n".utf8).write(to: URL(fileURLWithPath: ignore), options: .atomic)
    }
  }
}

extension LedgerIndex {
  /// Passes on what is in words already; what SQLite says gets the file's name and a way out.
  private static func inWords<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch let error as LedgerError {
      throw error
    } catch let error as DatabaseError {
      let isDamaged = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
      throw LedgerError(
        "\(path): \(isDamaged ? "it is damaged" : "it failed"): \(error.message ?? "\(error)")",
        hint: "nothing is lost: cygnet ledger rebuild makes it anew")
    } catch {
      throw LedgerError("\(path): \(error)", hint: "the folder must be writable")
    }
  }
}
