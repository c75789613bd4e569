import Readiness
import Testing
import Vocabulary

@Suite struct TrackRecordAnalysisTests {
  private typealias Samples = TrialSamples

  private static func mission(
    runbook: String? = "good", tempting: String? = nil, expect: MissionExpectation? = nil
  ) -> Mission {
    let plan = Rehearsal.plan
    var blue = plan.blue
    blue.runbook = runbook
    blue.tempting = tempting
    var mission = Mission(
      name: "erosion", title: "Erosion", family: "erosion", difficulty: 3,
      database: plan.database, workload: plan.workload, claims: plan.claims, hypothesis: "",
      objective: .unavailability, targets: [], steps: [], blue: blue,
      rehearsalBudget: plan.budget, liveBudget: plan.budget, limits: plan.limits,
      ablation: plan.ablation)
    mission.expect = expect
    return mission
  }

  private static func good(_ count: UInt64 = 5) -> [TrialRecord] {
    (1...count).map { Samples.record($0, damage: Samples.damage(blast: 2)) }
  }

  private static func nobody(blast: Int = 4) -> [TrialRecord] {
    (1...5).map {
      Samples.record(
        $0, responder: "none", after: nil, end: .open, damage: Samples.damage(blast: blast))
    }
  }

  private static func tempting(
    held: UInt64, damage: TrialRecord.Damage = Samples.damage(), gaps: [Gap] = []
  ) -> [TrialRecord] {
    (1...5).map {
      Samples.record(
        $0, responder: "runbook:bad", after: nil, end: $0 <= held ? .contained : .open,
        damage: damage, gaps: gaps)
    }
  }

  private static func unmet(_ mission: Mission, _ records: [TrialRecord]) -> String {
    TrackRecordAnalysis.entry(mission, records: records).unmet.joined(separator: "; ")
  }

  @Test("What its author expects is nothing to speak of")
  func met() {
    let mission = Self.mission(tempting: "bad")
    let records = Self.good() + Self.nobody() + Self.tempting(held: 0)
    let entry = TrackRecordAnalysis.entry(mission, records: records)
    #expect(entry.unmet == [])
    #expect(entry.played.map(\.role) == [.runbook, .tempting, .nobody])
    #expect(TrackRecord(entries: [entry]).isAsExpected)
  }

  @Test("Four of five is contained, three of five is not")
  func fourOfFive() {
    func records(open: UInt64) -> [TrialRecord] {
      Self.good().map { record in
        var record = record
        if record.seed <= open { record.end = .open }
        return record
      }
    }
    #expect(Self.unmet(Self.mission(), records(open: 1)) == "")
    #expect(
      Self.unmet(Self.mission(), records(open: 2)).contains("contained within the SLA in 3 of 5"))
    let open = MissionExpectation(verdict: nil, lost: nil, contained: false)
    #expect(Self.unmet(Self.mission(expect: open), records(open: 4)) == "")
    #expect(
      Self.unmet(Self.mission(expect: open), records(open: 3)).contains("at most one of five"))
  }

  @Test("One verdict or one count of lost writes that is off is enough")
  func claims() {
    var records = Self.good()
    records[4].verdict = .invalid
    records[4].damage.lostWrites = 9
    #expect(Self.unmet(Self.mission(), records).contains("verdict invalid in 1 of 5"))
    let loses = MissionExpectation(
      verdict: .invalid,
      lost: .init(metric: .acknowledgedLoss, comparison: .greater, value: 0), contained: nil)
    let text = Self.unmet(Self.mission(expect: loses), records)
    #expect(text.contains("verdict valid in 4 of 5 trials with its runbook, expected invalid"))
    #expect(text.contains("lost writes 0, 0, 0, 0 with its runbook, expected > 0"))
    records[0].damage.lostWrites = nil
    #expect(Self.unmet(Self.mission(expect: loses), records).contains("lost writes unknown, 0"))
  }

  @Test("A tempting runbook that is no worse is no temptation")
  func temptation() {
    let mission = Self.mission(tempting: "bad")
    func text(_ wrong: [TrialRecord], blast: Int = 4) -> String {
      Self.unmet(mission, Self.good() + Self.nobody(blast: blast) + wrong)
    }
    #expect(text(Self.tempting(held: 5)).contains("contains it as well, and does no harm"))
    #expect(text(Self.tempting(held: 5, gaps: [.wrongTarget])) == "")
    #expect(text(Self.tempting(held: 5, damage: Samples.damage(blast: 5))) == "")
    #expect(text([]).contains("no valid trial with the tempting runbook"))
    #expect(text(Self.tempting(held: 0), blast: 2).contains("with nobody is 2, with its runbook 2"))
  }

  @Test("Where it is right to wait, nobody may do as well as the runbook, and no better")
  func waiting() {
    func text(nobody: Int, lost: Int = 0) -> String {
      var mission = Self.mission(tempting: "bad")
      mission.blue.responses.preferred = ["wait"]
      let own = Self.good().map { record in
        var record = record
        record.damage.lostWrites = lost
        return record
      }
      return Self.unmet(mission, own + Self.nobody(blast: nobody) + Self.tempting(held: 0))
    }
    #expect(text(nobody: 2) == "")
    #expect(text(nobody: 1).contains("with its runbook 2: expected no more with its runbook"))
    #expect(text(nobody: 2, lost: 7).contains("lost writes 0 and 7: expected no more"))
  }

  @Test("Where neither loses any, every outage must be shorter than all of nobody's")
  func shorterOutage() {
    func text(own: [Double], lost: Int = 0, lostOnce: Int = 0) -> String {
      func trials(_ responder: String, _ outages: [Double]) -> [TrialRecord] {
        outages.enumerated().map { index, outage in
          Samples.record(
            UInt64(index + 1), responder: responder,
            damage: Samples.damage(blast: 4, lost: lost, outage: outage))
        }
      }
      var records = trials("none", [25.5, 26, 26]) + trials("runbook:good", own)
      records[records.count - 1].damage.lostWrites = lost + lostOnce
      return Self.unmet(Self.mission(tempting: "bad"), records + Self.tempting(held: 0))
    }
    #expect(text(own: [9.5, 9.9, 9.9]) == "")
    #expect(text(own: [9.5, 9.9, 25.5]).contains("is 4, with its runbook 4: expected less"))
    #expect(text(own: [9.5, 9.9, 9.9], lost: 7).contains("lost writes 7 and 7: expected less"))
    #expect(text(own: [9.5, 9.9, 9.9], lostOnce: 1).contains("expected less"))
  }

  @Test("Where both lose writes, a runbook is worth something that loses fewer")
  func fewerLost() {
    func text(nobody: Int?, own: Int?) -> String {
      func trials(_ responder: String, _ lost: Int?) -> [TrialRecord] {
        (UInt64(1)...5).map {
          var record = Samples.record(
            $0, responder: responder, damage: Samples.damage(blast: 5))
          record.damage.lostWrites = lost
          return record
        }
      }
      let records = trials("none", nobody) + trials("runbook:good", own)
      return Self.unmet(
        Self.mission(tempting: "bad"), records + Self.tempting(held: 0))
    }
    #expect(text(nobody: 2_150, own: 447) == "")
    #expect(text(nobody: 447, own: 447).contains("5, lost writes 447 and 447: expected less"))
    #expect(text(nobody: 447, own: 2_150).contains("lost writes 447 and 2150"))
    #expect(text(nobody: 2_150, own: nil).contains("with its runbook 5: expected less"))
    #expect(text(nobody: nil, own: 447).contains("with its runbook 5: expected less"))
  }

  @Test("A mission that nobody finished, or that was invalid, is not as expected")
  func missing() {
    #expect(Self.unmet(Self.mission(), Self.nobody()) == "no valid trial with its runbook")
    var records = Self.good()
    records[0].defects = ["torn"]
    #expect(Self.unmet(Self.mission(), records) == "1 of 5 exercises with its runbook invalid")
    #expect(Self.unmet(Self.mission(runbook: nil), Self.nobody()) == "")
  }
}
