import Exercises
import Testing
import Vocabulary

@Suite struct CommitmentTests {
  private let salt = Array(UInt8(0)..<32)

  @Test("The commitment holds for the very bytes, and for no others")
  func verifies() {
    let commitment = Commitment(salt: salt, mission: Array("m".utf8), plan: Array("{}".utf8))
    func verifies(_ salt: [UInt8], _ mission: String, _ plan: String) -> Bool {
      Commitment.verifies(
        commitment.digest, salt: salt, mission: Array(mission.utf8), plan: Array(plan.utf8))
    }
    #expect(verifies(salt, "m", "{}"))
    #expect(!verifies(salt, "m ", "{}"))
    #expect(!verifies(salt, "m", "[]"))
    #expect(!verifies(salt.reversed(), "m", "{}"))
    #expect(!verifies([], "m", "{}"))
    // The same bytes cut elsewhere are another mission.
    #expect(!verifies(salt, "m{", "}"))
  }

  @Test("The digest is the one that sha256sum prints for length, salt, length, mission, …")
  func known() {
    let commitment = Commitment(salt: salt, mission: Array("m".utf8), plan: Array("{}".utf8))
    #expect(commitment.digest == "c6e6cf2f0d9e024d584c013f8cd5e1eedfdcf1c99669f624e28d1c9dc128e51c")
  }

  @Test("A printed salt is read back, and nothing else is")
  func salts() {
    #expect(Commitment.salt(text: Commitment.text(salt: salt)) == salt)
    for text in ["0", "0g", "0X", "é!"] { #expect(Commitment.salt(text: text) == nil) }
  }
}

@Suite struct RateLimiterTests {
  @Test("A burst is let in, then the rate")
  func rate() {
    var limiter = RateLimiter(burst: 3, perSecond: 2)
    let first = (0..<5).map { _ in limiter.allows("a", now: .zero) }
    #expect(first == [true, true, true, false, false])
    let later = [400, 600, 700].map { limiter.allows("a", now: .milliseconds($0)) }
    #expect(later == [false, true, false])
    let other = limiter.allows("b", now: .zero)
    #expect(other)
  }

  @Test("A clock that goes back gives nothing away")
  func backwards() {
    var limiter = RateLimiter(burst: 1, perSecond: 1)
    let allowed = [10, 1, 10].map { limiter.allows("a", now: .seconds($0)) }
    #expect(allowed == [true, false, false])
  }

  @Test("Endless new keys use bounded memory and let no more in than one key would")
  func bounded() {
    var limiter = RateLimiter(burst: 2, perSecond: 0.001, mostKeys: 10)
    let allowed = (0..<1_000).count { limiter.allows("key \($0)", now: .zero) }
    #expect(limiter.count <= 10)
    #expect(allowed == 11)
    let later = limiter.allows("key 0", now: .seconds(10_000))
    #expect(later)
  }
}

@Suite struct ExerciseCodeTests {
  @Test("A code has its shape, is the seed's, and never one that is taken")
  func draw() {
    var generator = SeededRandom(seed: 1)
    var same = SeededRandom(seed: 1)
    var taken: Set<String> = []
    for _ in 0..<2_000 {
      let code = ExerciseCode.draw(using: &generator, isTaken: taken.contains)
      #expect(ExerciseCode.isCode(code) && taken.insert(code).inserted)
    }
    #expect(taken.contains(ExerciseCode.draw(using: &same)))
  }

  @Test(
    "What is no code never becomes part of a path",
    arguments: ["", "..", "a-b-1", "a-b-c", "../etc-x-12", "a-b-12/", "A-b-12", "a--12", "a-b-12-"])
  func shape(text: String) {
    #expect(!ExerciseCode.isCode(text))
  }
}
