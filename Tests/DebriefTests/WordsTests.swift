import Testing
import Vocabulary

@testable import Debrief

@Suite struct WrittenTests {
  @Test(
    "Spans keep the digits that matter",
    arguments: [
      (900_000, "0.9 ms"), (18_000_000, "18 ms"), (999_700_000, "1 s"), (6_400_000_000, "6.4 s"),
      (60_000_000_000, "60 s"), (63_182_000_000, "63.2 s"), (185_000_000_000, "3 min 05 s"),
      (120_000_000_000, "2 min"), (7_260_000_000_000, "2 h 01 min"), (-4_000_000_000, "−4 s"),
      (0, "0 s"),
    ])
  func spans(count: Int64, text: String) {
    #expect(plain(Written.span(Nanoseconds(rawValue: count))) == text)
  }

  @Test(
    "Rates and counts",
    arguments: [
      (1226.6, "1,227"), (1.62, "1.6"), (1.0, "1"), (0.02, "0"), (1_234_567, "1,234,567"),
    ])
  func rates(value: Double, text: String) { #expect(Written.rate(value) == text) }

  @Test("Decimals round half away from zero and never print minus zero")
  func decimals() {
    #expect(Written.decimal(0.25, places: 1) == "0.3")
    #expect(Written.decimal(-0.04, places: 1) == "0.0")
    #expect(Written.decimal(-12.345, places: 2) == "-12.35")
    #expect(Written.decimal(.nan, places: 1) == "–")
  }

  @Test("Nearly all is not all")
  func percents() {
    #expect(plain(Written.percent(1)) == "100 %")
    #expect(plain(Written.percent(0.99999)) == "> 99.9 %")
    #expect(plain(Written.percent(0.00001)) == "< 0.1 %")
    #expect(plain(Written.percent(0)) == "0 %")
  }

  @Test("Dates are written out, other text stands")
  func dates() {
    #expect(Written.date("2026-11-02T14:03:11Z") == "2 November 2026, 14:03 UTC")
    #expect(Written.date("2026-13-02T14:03:11Z") == "2026-13-02T14:03:11Z")
    #expect(Written.date("yesterday") == "yesterday")
  }

  private func plain(_ text: String) -> String { String(text.map { $0 == "\u{a0}" ? " " : $0 }) }
}

@Suite struct SummaryTests {
  private func text(_ input: DebriefInput) -> String {
    let words = Summary.sentences(Facts(input)).map(\.plain).joined(separator: " ")
    return String(words.map { $0 == "\u{a0}" ? " " : $0 })
  }

  @Test("A contained compound names harm, parts, times, the mistake, the data and the twin")
  func quorumErosion() {
    let words = text(QuorumErosion.input)
    for part in [
      "With n3 (follower) out for maintenance and a slow disk (fsync +1 s) on n1 (follower), "
        + "writes fell from 1,226 a second to",
      "Neither step does any harm alone", "The alert came after 6.4 s",
      "the cause was named after 41.7 s", "contained after 63.2 s, 3.2 s late",
      "The first action was wrong: restart n2 (wrong target)",
      "No acknowledged write was lost, of 76,412",
      "blast radius was 4; the response kept it at 3",
    ] { #expect(words.contains(part), "\(part) in \(words)") }
  }

  @Test("Harm that comes at the heal is said to")
  func heal() {
    let words = text(AtTheHeal.input)
    #expect(words.contains("The harm came at the heal"))
    #expect(words.contains("one-way cut from n2 (leader) to n3 (follower)"))
    #expect(words.contains("Nobody was responding"))
    #expect(!text(ForcedCluster.input).contains("at the heal"))
  }

  @Test("Lost writes and the anomaly are named")
  func loss() {
    let words = text(ForcedCluster.input)
    #expect(words.contains("17 of 33,041 acknowledged writes were lost"))
    #expect(words.contains("The history is not linearizable: stale read on key k17"))
  }

  @Test("An unknown loss is never told as none")
  func unknownLoss() {
    #expect(text(AbortedExercise.input).contains("Whether acknowledged writes were lost is not"))
    #expect(!DebriefText.terminal(AbortedExercise.input).contains("0 lost"))
    #expect(!DebriefPage.html(AbortedExercise.input).contains(">0 lost<"))
  }

  @Test("An absorbed fault did no harm, an abort names its limit, an empty run tests nothing")
  func others() {
    #expect(text(AbsorbedExercise.input).contains("the service kept serving: 1,2"))
    #expect(!text(AbsorbedExercise.input).contains("fell"))
    #expect(text(AbortedExercise.input).contains("The safety limit “write-success < 1% for 30s”"))
    #expect(text(EmptyExercise.input).contains("nothing was tested"))
  }

  @Test("The ablation is told as it came out")
  func ablations() {
    func said(_ served: [Bool], at rate: Double = 1) -> String {
      var input = QuorumErosion.input
      for (arm, kept) in zip(served.indices, served) {
        for run in 0..<5 {
          input.ablation?.arms[arm + 1].runs[run].served = kept
          if !kept { input.ablation?.arms[arm + 1].runs[run].writesPerS = rate }
        }
      }
      return text(input)
    }
    #expect(said([true, true, false]).contains("Neither step does any harm alone; together"))
    #expect(said([true, false, false]).contains("not take both: slow-disk alone does the harm"))
    // A part that costs some of the writes is not the culprit of a stop.
    let slowed = said([true, false, false], at: 800)
    #expect(slowed.contains("On its own slow-disk left 800 of"))
    #expect(!slowed.contains("does the harm"))
    #expect(said([true, true, true]).contains("not even all steps together did harm"))
    #expect(!said([true, false, true]).contains("alone"))
  }

  @Test("Emphasis is balanced even where a name holds its marks")
  func emphasis() {
    let sentence = Summary.Sentence(text: "a **b** c ** d")
    #expect(sentence.pieces.map(\.isLoud) == [false, true, false, true])
    #expect(sentence.plain == "a b c  d")
  }

  @Test("The terminal summary keeps to 25 lines", arguments: Fixtures.names)
  func terminal(name: String) {
    let lines = DebriefText.terminal(Fixtures.input(name)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 26 && lines.last == "")
    #expect(lines.allSatisfy { $0.count <= 100 || $0.contains("cygnet ") })
  }
}

@Suite struct BlueMoveTests {
  private func grades(_ input: DebriefInput) -> [BlueMove.Grade] {
    BlueMove.all(in: input.timeline, plan: input.plan).map(\.grade)
  }

  @Test("Hypotheses, decisions and actions are graded against the plan")
  func grading() {
    #expect(grades(QuorumErosion.input) == [.neutral, .wrong, .right, .right, .right])
  }

  @Test("A harmful or failed action is wrong, a look is neutral")
  func actions() {
    func grade(_ host: HostName, _ fields: [String: JSONValue]) -> BlueMove.Grade? {
      var input = QuorumErosion.input
      input.timeline = Fixtures.timeline([(50, .blue, .actionExecuted, nil, host, fields)])
      return grades(input).first
    }
    #expect(grade("n1", ["action": "restart", "exit": 0, "mutating": true]) == .wrong)
    #expect(grade("n3", ["action": "maintenance.start", "exit": 1, "mutating": true]) == .wrong)
    #expect(grade("n2", ["action": "status", "exit": 0, "mutating": false]) == .neutral)
    #expect(grade("n2", ["action": "move-leader", "exit": 0, "mutating": true]) == .right)
  }
}

@Suite struct CurveTests {
  @Test("Below half the steady rate is harm, its neighbours are one stretch")
  func harm() {
    let facts = CurveFacts(QuorumErosion.series, firstCommand: .seconds(20))
    #expect(facts.harm.count == 1)
    #expect(facts.worst?.start == .seconds(25) && facts.worst?.end == .seconds(85))
    #expect(CurveFacts(AbsorbedExercise.input.series, firstCommand: .seconds(10)).harm.isEmpty)
  }

  @Test("Without a steady state there is no harm to tell")
  func noBaseline() {
    let series = WriteSeries(
      bucketNs: .seconds(1),
      buckets: Array(
        repeating: .init(acknowledged: 0, unacknowledged: 3, p50Ns: nil, p99Ns: nil), count: 9))
    let facts = CurveFacts(series, firstCommand: .seconds(5))
    #expect(facts.steadyRate == nil && facts.harm.isEmpty)
    #expect(CurveFacts(series, firstCommand: .zero).steadyRate == nil)
  }
}

@Suite struct WitnessTests {
  @Test("The operation that cannot be placed is marked by words and shape")
  func impossible() {
    let picture = WitnessPicture.svg(ForcedCluster.witness)
    #expect(picture.contains("✕ cannot be placed"))
    #expect(picture.contains("impossibleframe"))
    #expect(picture.contains("never answered"))
    #expect(TagCheck.problems(in: picture) == [])
    var explained = ForcedCluster.witness
    for index in explained.witness.indices { explained.witness[index].isImpossible = false }
    #expect(!WitnessPicture.svg(explained).contains("cannot be placed"))
  }

  @Test("The end of the longest valid beginning is a line with words, where it is known")
  func validPrefix() {
    var witness = ForcedCluster.witness
    #expect(!WitnessPicture.svg(witness).contains("valid up to"))
    witness.validPrefix = ValidPrefix(operations: 41, of: 97, untilNs: .seconds(30))
    let picture = WitnessPicture.svg(witness)
    #expect(picture.contains("valid up to operation 41 of 97"))
    #expect(picture.components(of: "class=\"prefixend\"") == 1)
    #expect(TagCheck.problems(in: picture) == [])
    witness.validPrefix = ValidPrefix(operations: 0, of: 97, untilNs: nil)
    #expect(WitnessPicture.svg(witness).contains("valid up to operation 0 of 97"))
  }

  @Test("A witness that is a file of its own has its rules with it")
  func witnessFile() {
    let file = WitnessPicture.file(ForcedCluster.witness)
    #expect(file.hasPrefix("<svg xmlns="))
    #expect(file.contains(".impossibleframe{"))
    #expect(file.contains("✕ cannot be placed"))
  }

  @Test("A run that did not serve is a cross, one that did is a dot")
  func ablation() {
    let picture = AblationPicture.svg(QuorumErosion.ablation)
    #expect(picture.components(of: "class=\"thincross\"") == 5)
    #expect(picture.components(of: "class=\"pt\"") == 15)
    #expect(AblationPicture.table(QuorumErosion.ablation).contains("0 of 5 served"))
  }
}

extension String {
  /// How often `part` stands in the text.
  func components(of part: String) -> Int {
    var count = 0
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { count += 1 }
      formIndex(after: &index)
    }
    return count
  }
}

@Suite struct CommandTests {
  @Test(
    "A word that a shell would take apart is quoted",
    arguments: [
      ("runs/a/20261122T140311Z-101", "runs/a/20261122T140311Z-101"), ("a b", "'a b'"),
      ("$(reboot)", "'$(reboot)'"), ("it's", "'it'\\''s'"), ("", "''"),
    ])
  func quoting(word: String, quoted: String) { #expect(FootSection.quoted(word) == quoted) }
}
