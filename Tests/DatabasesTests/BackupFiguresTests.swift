import Testing
import Vocabulary

@testable import Databases

@Suite struct BackupFiguresTests {
  private static let redis = """
    [offset 0] Checking RDB file /backups/nightly.db
    [offset 27] AUX FIELD redis-ver = '7.0.15'
    [offset 86] AUX FIELD repl-stream-db = '0'
    [offset 136] AUX FIELD repl-id = '331b9b6eed503be9cb83e4f36115a88a003d00cc'
    [offset 152] AUX FIELD repl-offset = '861'
    [offset 165] AUX FIELD aof-base = '0'
    [offset 167] Selecting DB ID 0
    [offset 329] Checksum OK
    [offset 329] \\o/ RDB looks OK! \\o/
    [info] 20 keys read
    [info] 0 expires
    [info] 0 already expired
    [size] 329
    [hash] 0f3a90c1d2e4b578

    """

  private static let postgres = """
    size 40458240
    position 0/2000100
    hash 0f28d93182136d40

    """

  private static let galera = """
    size 17886886
    hash 5d1f3f6b2c90aa17
    position d37b9694-ebea-11f1-847b-a63c22fb3c03:6

    """

  @Test("What the tools say of a whole backup is read")
  func whole() throws {
    let redis = try #require(RedisDatabase().figures(fromInspection: Self.redis))
    #expect(redis.revision == 861)
    #expect(redis.keys == 20)
    #expect(redis.bytes == 329)
    #expect(redis.hash == "0f3a90c1d2e4b578")
    let postgres = try #require(PatroniDatabase().figures(fromInspection: Self.postgres))
    #expect(postgres.revision == 0x200_0100)
    #expect(postgres.position == "log up to 0/2000100")
    #expect(postgres.keys == nil && postgres.bytes == 40_458_240)
    let galera = try #require(GaleraDatabase().figures(fromInspection: Self.galera))
    #expect(galera.revision == 6)
    #expect(galera.position == "write 6 of d37b9694-ebea-11f1-847b-a63c22fb3c03")
  }

  @Test("Places in a log are in the order in which it was written")
  func places() throws {
    func revision(_ place: String) -> Int64? {
      PatroniDatabase().figures(
        fromInspection: Self.postgres.replacing("0/2000100", with: place))?.revision
    }
    let before = try #require(revision("0/FFFFFF28"))
    let after = try #require(revision("1/28"))
    #expect(before < after)
    #expect(revision("somewhere") == nil)
  }

  @Test("Output that breaks off, or is none, has no figures")
  func broken() {
    // What redis-check-rdb says of a snapshot whose last byte is missing.
    let cut = Self.redis.replacing(
      "[offset 329] Checksum OK\n[offset 329] \\o/ RDB looks OK! \\o/",
      with: "--- RDB ERROR DETECTED ---\n[offset 318] Unexpected EOF reading RDB file")
    #expect(cut != Self.redis)
    #expect(RedisDatabase().figures(fromInspection: cut) == nil)
    let readers: [(any ReadableDatabase, String)] = [
      (RedisDatabase(), Self.redis), (PatroniDatabase(), Self.postgres),
      (GaleraDatabase(), Self.galera),
    ]
    for (reader, whole) in readers {
      let lines = whole.split(separator: "\n")
      let halved = lines.prefix(lines.count / 2).joined(separator: "\n")
      for text in ["", "FATAL ERROR", halved] {
        #expect(reader.figures(fromInspection: text) == nil, "\(reader.kind)")
      }
    }
  }

  @Test("Which cluster a host is of is read where it answers, and only there")
  func identities() {
    let redis = RedisDatabase().clusterQuestion(address: "10.0.0.1")
    #expect(redis.answer("name\nt-1\nip\n10.0.0.1\n") == "t-1")
    #expect(redis.answer("ERR unknown command\n") == nil)
    #expect(redis.answer("") == nil)
    let postgres = PatroniDatabase().clusterQuestion(address: "10.0.0.1")
    #expect(postgres.answer("7438012345678901234\n") == "7438012345678901234")
    #expect(postgres.answer("") == nil)
  }
}
