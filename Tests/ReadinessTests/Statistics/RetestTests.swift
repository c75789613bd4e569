import Readiness
import Testing

@Suite struct RetestTests {
  /// Improved, changed, and the outcomes as good of all 2ᵐ.
  static let tailRows: [(Int, Int, Int)] = [
    (0, 0, 1), (1, 1, 1), (3, 3, 1), (4, 4, 1), (4, 5, 6), (5, 6, 7), (0, 6, 64), (3, 6, 42),
    (9, 10, 11),
  ]

  @Test("The sign test's chances are binomial tails", arguments: tailRows)
  func tails(improved: Int, changed: Int, outcomes: Int) {
    let p = Double(outcomes) / Double(1 << changed)
    #expect(SignTest(improved: improved, changed: changed).p == p)
  }

  @Test("The chance is that of all outcomes written out", arguments: 0...10)
  func enumeration(changed: Int) {
    for improved in 0...changed {
      let outcomes = (0..<(1 << changed)).count { $0.nonzeroBitCount >= improved }
      let share = Double(outcomes) / Double(1 << changed)
      #expect(abs(SignTest(improved: improved, changed: changed).p - share) < 1e-12)
    }
  }

  @Test("Pairs that did not change, or of which nobody knows, are left out and counted")
  func pairs() {
    func pair(_ before: Reading, _ after: Reading) -> SignTest.Pair {
      .init(before: before, after: after)
    }
    let times = [
      pair(.moreThan(118), .exactly(40)), pair(.exactly(60), .exactly(30)),
      pair(.exactly(30), .exactly(30)), pair(.moreThan(20), .exactly(40)),
      pair(.exactly(20), .moreThan(118)), pair(.moreThan(118), .moreThan(118)),
    ]
    let test = SignTest(times, better: .lower)
    #expect(test.improved == 2 && test.changed == 3 && test.alike == 1 && test.unknown == 2)
    #expect(test.words == "2 of 3 improved, p 0.500, 1 alike, 2 unknown")
    #expect(SignTest(times).improved == 1)
    #expect(SignTest([]).p == 1)
  }
}

@Suite struct RaterVectorTests {
  private func pairs(_ left: [Int], _ right: [Int]) -> [RaterAgreement.Pair] {
    zip(left, right).map { .init($0 - 1, $1 - 1, of: 5) }
  }

  @Test("Observed agreement and coefficient are those of the vectors")
  func vectors() throws {
    let some = pairs([4, 3, 5, 4, 2, 4], [4, 4, 5, 4, 2, 3])
    #expect(abs(try #require(RaterAgreement.observed(some)) - 0.9167) < 0.00005)
    let agreement = try #require(RaterAgreement(some))
    #expect(abs(agreement.coefficient - 0.792) < 0.0005)
    #expect(abs(agreement.percentExact - 66.67) < 0.005 && agreement.withinOne == 1)
    let most = pairs([5, 5, 5, 5, 4, 5], [5, 5, 5, 5, 5, 5])
    #expect(abs(try #require(RaterAgreement(most)).coefficient - 0.896) < 0.0005)
    #expect(RaterAgreement.observed([]) == nil)
  }

  @Test("For five levels chance is 0.6, so the coefficient is (p − 0.6) ÷ 0.4")
  func chance() throws {
    let items = pairs([5, 1, 3, 2, 4], [4, 3, 3, 1, 4])
    let observed = try #require(RaterAgreement.observed(items))
    let agreement = try #require(RaterAgreement(items))
    #expect(abs(agreement.coefficient - (observed - 0.6) / 0.4) < 1e-12)
    // Every pair of levels once is what chance gives.
    let all = (1...5).flatMap { left in (1...5).map { (left, $0) } }
    let chance = try #require(RaterAgreement(pairs(all.map(\.0), all.map(\.1))))
    #expect(abs(chance.coefficient) < 1e-12 && chance.isLow)
  }

  @Test("Items two steps apart are listed for a third rater, neighbours are not")
  func apart() {
    #expect(RaterAgreement.apart(pairs([5, 1, 3, 2], [4, 3, 3, 5])) == [1, 3])
    #expect(RaterAgreement.apart([]) == [])
  }

  @Test("Below 0.6 agreement is low, and the floor is data")
  func floor() throws {
    let low = try #require(RaterAgreement(pairs([5, 1, 3, 2], [3, 3, 3, 4])))
    #expect(low.coefficient < 0.6 && low.isLow && low.isLow(.standard))
    var lenient = StatisticsConstants.standard
    lenient.raters.floor = -1
    #expect(!low.isLow(lenient))
    #expect(RaterAgreement.floor == StatisticsConstants.standard.raters.floor)
  }

  @Test("Who rates first changes nothing, and one step closer never agrees less")
  func symmetric() throws {
    let (left, right) = ([4, 3, 5, 1, 2, 4], [1, 4, 5, 4, 2, 3])
    #expect(RaterAgreement(pairs(left, right)) == RaterAgreement(pairs(right, left)))
    var last = -10.0
    for grade in 1...5 {
      let agreement = try #require(RaterAgreement(pairs([5, 3], [grade, 3])))
      #expect(agreement.coefficient > last && agreement.coefficient <= 1)
      last = agreement.coefficient
    }
  }
}
