import Exercises
import Testing
import Vocabulary

@Suite struct RedactorTests {
  /// Spelt in halves, so that no scanner takes a test for a leak.
  private static let aws = "AKIA" + "IOSFODNN7EXAMPLE"
  private static let jwt =
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
  private static let key = """
    -----BEGIN RSA PRIVATE KEY-----
    MIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9Oi
    -----END RSA PRIVATE KEY-----
    """

  private func redact(_ text: String) throws -> String { try Redactor().redact(text).text }

  @Test(
    "A secret is replaced, and what stands around it stays",
    arguments: [
      ("key \(aws).", "key [redacted:aws-key]."),
      ("a \(jwt) b", "a [redacted:json-web-token] b"),
      ("x\n\(key)\ny", "x\n[redacted:private-key]\ny"),
      ("token ghp_" + "abcdefghijklmnopqrstuvwxyz0123 ok", "token [redacted:vendor-token] ok"),
      ("Authorization: Bearer abc", "Authorization: Bearer [redacted:authorization]"),
      ("curl -H 'Bearer abcdef0123456789'", "curl -H 'Bearer [redacted:authorization]'"),
      ("http://ops:hunter2@n1:2379/x", "http://ops:[redacted:url-password]@n1:2379/x"),
      ("password=hunter2 next", "password=[redacted:assigned-secret] next"),
      ("PGPASSWORD=hunter2 psql", "PGPASSWORD=[redacted:assigned-secret] psql"),
      ("{\"api_key\": \"hun ter2\"}", "{\"api_key\": \"[redacted:assigned-secret]\"}"),
      ("a=1&token=abc&b=2", "a=1&token=[redacted:assigned-secret]&b=2"),
      ("{\\\"password\\\":\\\"x\\\"}", "{\\\"password\\\":\\\"[redacted:assigned-secret]\\\"}"),
      ("etcdctl --user root:pw get k", "etcdctl --user root:[redacted:option-secret] get k"),
      ("etcdctl --user=root:pw get k", "etcdctl --user=root:[redacted:option-secret] get k"),
      ("etcdctl --password pw get k", "etcdctl --password [redacted:option-secret] get k"),
      ("curl -u ops:pw x", "curl -u ops:[redacted:option-secret] x"),
      ("from ann@example.org.", "from [redacted:mail-address]."),
    ])
  func replaced(text: String, expected: String) throws {
    #expect(try redact(text) == expected)
  }

  @Test(
    "What only looks like a secret stays",
    arguments: [
      "the basic availability of bearer channels", "ops@n1 (orders) $ etcdctl get k",
      "password: null", "http://n1:2379/health", "sudo -u postgres psql", "secrets are kept",
      "asia-south1", "eyJ.eyJ.x", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
      "tokens=", "the leader of n3 is gone", "\"initial-cluster-token\":\"x4689-1\"",
      "\"auth-token\":\"simple\"",
    ])
  func untouched(text: String) throws {
    let (clean, counts) = try Redactor().redact(text)
    #expect(clean == text)
    #expect(counts.isEmpty)
  }

  @Test("What is redacted is not redacted again")
  func idempotent() throws {
    let text = "password=hunter2 http://a:b@c \(Self.aws) Authorization: Bearer x ann@example.org"
    let once = try redact(text)
    #expect(try redact(once) == once)
    #expect(!once.contains("hunter2"))
  }

  @Test("Each kind is counted, and secrets that overlap are one")
  func counts() throws {
    let counts = try Redactor().redact("password=\(Self.aws) passwd=b; \(Self.aws)").counts
    #expect(counts == ["assigned-secret": 2, "aws-key": 1])
  }

  @Test("A team's own patterns are looked for on each line, also next to bytes that are no text")
  func declared() throws {
    let pattern = DeclaredPattern(name: "ticket", expression: "TCK-[0-9]{3}")
    let redactor = try Redactor(declared: [pattern])
    #expect(
      redactor.redact("é TCK-123\nTCK-12 TCK-456").text
        == "é [redacted:ticket]\nTCK-12 [redacted:ticket]")
    let bytes: [UInt8] = [0xFF, 0xFE] + Array("TCK-123".utf8)
    #expect(redactor.redact(bytes).bytes == [0xFF, 0xFE] + Array("[redacted:ticket]".utf8))
    let refusal = try #require(throws: Refusal.self) {
      try Redactor(declared: [DeclaredPattern(name: "bad", expression: "([")])
    }
    #expect(refusal.message.contains("bad"))
  }

  @Test("A known secret is found wherever it stands, in exactly its own letters")
  func known() throws {
    let redactor = try Redactor(known: ["Tr0ub4dor", "Tr0ub4dor&3"])
    #expect(redactor.redact("say Tr0ub4dor&3!").text == "say [redacted:known-secret]!")
    #expect(redactor.redact("say tr0ub4dor").counts.isEmpty)
  }

  @Test("Texts in JSON lose their secrets by their members' names, also JSON within a text")
  func json() throws {
    let value: JSONValue = [
      "password": "correct horse", "note": "fine", "count": 3, "nested": [["api_key": "x y"]],
      "body": "{\"token\":\"abc\",\"a\":1}",
    ]
    let (clean, counts) = JSONRedaction.redact(value, with: try Redactor())
    #expect(clean["password"] == "[redacted:assigned-secret]")
    #expect(clean["note"] == "fine")
    #expect(clean["count"] == 3)
    #expect(clean["nested"]?.elements?.first?["api_key"] == "[redacted:assigned-secret]")
    #expect(clean["body"] == "{\"a\":1,\"token\":\"[redacted:assigned-secret]\"}")
    #expect(counts == ["assigned-secret": 3])
  }

  @Test("Random bytes with announcements in them never trap, and keep what is no secret")
  func fuzz() throws {
    var random = SeededRandom(seed: 3)
    let redactor = try Redactor(declared: [DeclaredPattern(name: "d", expression: "q[a-z]q")])
    let words = [
      "password", "=", ":", "\"", "\\", "://", "@", "Bearer ", "-----BEGIN ", "PRIVATE KEY-----",
      "eyJ", ".", " -u ", "--user=", "AKIA", "\n", "é", "qaq",
    ].map { Array($0.utf8) }
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next(upperBound: UInt64(14))) {
        bytes += words[Int(random.next(upperBound: UInt64(words.count)))]
        if random.next(upperBound: UInt64(3)) == 0 {
          bytes.append(UInt8(truncatingIfNeeded: random.next()))
        }
      }
      let (clean, counts) = redactor.redact(bytes)
      #expect(counts.isEmpty == (clean == bytes))
    }
  }
}
