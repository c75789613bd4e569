import Testing

@testable import Databases

@Suite struct RedisRequestTests {
  @Test func `Requests are Redis's own commands`() {
    #expect(RedisRequest.words(.read(key: "k0")) == ["GET", "k0"])
    #expect(RedisRequest.words(.write(key: "k0", value: -3)) == ["SET", "k0", "-3"])
    #expect(RedisRequest.words(.add(key: "s0", element: 4)) == ["SADD", "s0", "4"])
    #expect(RedisRequest.words(.elements(key: "s0")) == ["SMEMBERS", "s0"])
    let words = RedisRequest.words(.compareAndSet(key: "k0", expected: 1, new: 2))
    #expect(words.first == "EVAL" && words.suffix(4) == ["1", "k0", "1", "2"])
  }

  private static let answers: [(StoreRequest, RESPValue, StoreAnswer)] = [
    (.read(key: "k"), .bulk("7"), StoreAnswer(value: 7)),
    (.read(key: "k"), .bulk(nil), StoreAnswer()),
    (.write(key: "k", value: 1), .simple("OK"), StoreAnswer()),
    (
      .compareAndSet(key: "k", expected: 1, new: 2), .array([.integer(1)]),
      StoreAnswer(matched: true)
    ),
    (
      .compareAndSet(key: "k", expected: 1, new: 2), .array([.integer(0), .bulk("9")]),
      StoreAnswer(value: 9, matched: false)
    ),
    (
      .compareAndSet(key: "k", expected: 1, new: 2), .array([.integer(0), .bulk(nil)]),
      StoreAnswer(matched: false)
    ),
    (.add(key: "s", element: 1), .integer(1), StoreAnswer()),
    (.add(key: "s", element: 1), .integer(0), StoreAnswer()),
    (
      .elements(key: "s"), .array([.bulk("3"), .bulk("1")]), StoreAnswer(elements: [3, 1])
    ),
    (.elements(key: "s"), .array([]), StoreAnswer(elements: [])),
  ]

  @Test func `Replies are answers`() throws {
    for (request, reply, answer) in Self.answers {
      #expect(try RedisRequest.answer(reply, to: request).get() == answer, "\(request)")
    }
  }

  @Test func `A reply to something else is garbage, and no answer`() {
    let wrong: [(StoreRequest, RESPValue)] = [
      (.read(key: "k"), .bulk("seven")), (.read(key: "k"), .simple("OK")),
      (.write(key: "k", value: 1), .simple("QUEUED")), (.write(key: "k", value: 1), .bulk(nil)),
      (.compareAndSet(key: "k", expected: 1, new: 2), .array([.integer(2)])),
      (.compareAndSet(key: "k", expected: 1, new: 2), .array([.integer(0), .bulk("x")])),
      (.compareAndSet(key: "k", expected: 1, new: 2), .array([])),
      (.add(key: "s", element: 1), .integer(2)),
      (.elements(key: "s"), .array([.bulk("x")])), (.elements(key: "s"), .array(nil)),
    ]
    for (request, reply) in wrong {
      guard case .failure(let trouble) = RedisRequest.answer(reply, to: request) else {
        Issue.record("\(reply) was an answer to \(request)")
        continue
      }
      #expect(trouble.kind == .garbage && !trouble.isDefinite)
    }
  }

  @Test(arguments: [
    "READONLY You can't write against a read only replica.",
    "NOREPLICAS Not enough good replicas to write.",
    "NOREPLICAS Not enough good replicas to write. script: b42545ed, on @user_script:1.",
    "MISCONF Errors writing to the AOF file: No space left on device",
    "LOADING Redis is loading the dataset in memory", "MASTERDOWN Link with MASTER is down",
    "BUSY Redis is busy running a script.", "OOM command not allowed",
    "ERR max number of clients reached",
  ])
  func `What Redis refuses before it acts certainly did not happen`(message: String) {
    let trouble = RedisTrouble(error: message)
    #expect(trouble.isDefinite && trouble.kind == .refused)
    #expect(!trouble.message.contains("script:"))
  }

  @Test(arguments: [
    "ERR user_script:1: attempt to index a nil value", "UNBLOCKED force unblock", "ERR",
    "READONLYISH no such code", "", "ERR wrong number of arguments",
  ])
  func `Any other error leaves a write unknown`(message: String) {
    #expect(!RedisTrouble(error: message).isDefinite)
  }

  @Test func `A lost connection leaves a write unknown, one that was never there does not`() {
    let lost = RedisTrouble(RedisFault(mayHaveArrived: true, message: "reset"))
    #expect(lost.kind == .lost && !lost.isDefinite)
    let never = RedisTrouble(RedisFault(mayHaveArrived: false, message: "refused"))
    #expect(never.kind == .unreachable && never.isDefinite)
    let strange = RedisTrouble(
      RedisFault(mayHaveArrived: true, isGarbage: true, message: "not Redis's"))
    #expect(strange.kind == .garbage && !strange.isDefinite)
  }
}
