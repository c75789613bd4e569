import Foundation
import Testing
import Vocabulary

@testable import Programs

@Suite struct ZoneTests {
  @Test(
    "A clock of each zone shows the hour that it shows",
    arguments: [
      ("Europe/Berlin", "2027-02-11", 3_600, "CET"), ("Europe/Berlin", "2027-05-13", 7_200, "CEST"),
      ("Europe/Berlin", "2027-03-28", 3_600, "CET"), ("Europe/Berlin", "1942-01-15", 7_200, "CEST"),
      ("Europe/Berlin", "1890-01-01", 3_208, "LMT"),
      ("America/New_York", "2027-07-01", -14_400, "EDT"),
      ("America/New_York", "2027-12-01", -18_000, "EST"),
      ("Asia/Kolkata", "2027-07-01", 19_800, "IST"),
      ("Australia/Lord_Howe", "2027-07-01", 37_800, "+1030"),
      ("Australia/Lord_Howe", "2027-12-01", 39_600, "+11"),
      ("Europe/Dublin", "2027-07-01", 3_600, "IST"), ("Europe/Dublin", "2027-12-01", 0, "GMT"),
      ("America/Nuuk", "2027-07-01", -3_600, "-01"), ("America/Nuuk", "2027-12-01", -7_200, "-02"),
      ("Africa/Casablanca", "2027-02-20", 0, "+00"),
      ("Africa/Casablanca", "2027-07-01", 3_600, "+01"),
    ] as [(String, CalendarDay, Int, String)])
  func offsets(zone: String, day: CalendarDay, eastS: Int, name: String) throws {
    let offset = try Samples.zone(zone).offset(atS: day.ordinal * 86_400)
    #expect(offset == ZoneRules.Offset(eastS: eastS, abbreviation: name))
  }

  @Test(
    "An hour that exists twice is the first, one that is skipped is as if clocks were not set",
    arguments: [
      ("2027-03-28", 90, "2027-03-28", 30), ("2027-03-28", 150, "2027-03-28", 90),
      ("2027-03-28", 180, "2027-03-28", 60), ("2027-10-31", 150, "2027-10-31", 30),
      ("2027-10-31", 180, "2027-10-31", 120), ("2027-10-31", 119, "2027-10-30", 1_439),
      ("2027-02-11", 780, "2027-02-11", 720), ("2027-08-12", 780, "2027-08-12", 660),
    ] as [(CalendarDay, Int, CalendarDay, Int)])
  func moments(day: CalendarDay, minute: Int, utcDay: CalendarDay, utcMinute: Int) throws {
    let moment = try Samples.zone("Europe/Berlin").moment(of: day, minute: minute)
    #expect(moment == utcDay.ordinal * 86_400 + utcMinute * 60)
  }

  @Test func `What clocks show leads back to the moment, but for the hour that exists twice`()
    throws
  {
    for name in ["Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca"] {
      let zone = try Samples.zone(name)
      let start = 20_454 * 86_400
      for moment in stride(from: start, to: start + 400 * 86_400, by: 1_860) {
        let local = zone.local(atS: moment)
        let back = zone.moment(of: local.day, minute: local.minute)
        guard back != moment - moment % 60 else { continue }
        // The second of the two: clocks were set back within the last hour.
        #expect(zone.offset(atS: back).eastS > zone.offset(atS: moment).eastS, "\(name) \(moment)")
      }
    }
  }

  @Test(
    "A rule is read",
    arguments: [
      ("CET-1CEST,M3.5.0,M10.5.0/3", 3_600, 7_200), ("EST5EDT,M3.2.0,M11.1.0", -18_000, -14_400),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37_800, 39_600),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", 3_600, 0), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7_200, -3_600),
      ("AAA3BBB,J60,J300/24:30:15", -10_800, -7_200), ("AAA3BBB,0,365/167", -10_800, -7_200),
      ("IST-5:30", 19_800, nil),
    ] as [(String, Int, Int?)])
  func rules(text: String, standard: Int, summer: Int?) throws {
    let rule = try #require(ZoneRuleParser.parse(text))
    #expect(rule.standard.eastS == standard && rule.summer?.offset.eastS == summer)
  }

  @Test(
    "What is no rule is refused",
    arguments: [
      "", "CET", "C-1", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
      "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0/168,M10.5.0",
      "CET-1CEST,J0,J300", "CET-1CEST,J366,J300", "CET-1CEST,366,300", "<+1>-1",
      "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-1CEST,M3.5.0,M10.5.0,x", "<CET;>-1", "CET-1:60",
    ])
  func noRules(text: String) { #expect(ZoneRuleParser.parse(text) == nil) }

  @Test func `A counted day leaves out the leap day, or counts it`() throws {
    let rule = try #require(ZoneRuleParser.parse("AAA0BBB,J60/0,59/0"))
    func days(_ year: Int) -> [String] {
      rule.transitions(in: year...year).map {
        CalendarDay(ordinal: ZoneRules.floorDivide($0.atS + 3_600, 86_400)).description
      }
    }
    #expect(days(2027) == ["2027-03-01", "2027-03-01"])
    #expect(days(2028) == ["2028-02-29", "2028-03-01"])
  }

  @Test func `A file that is cut anywhere is refused, and none makes the reader stumble`() throws {
    let bytes = try Samples.bytes("Europe/Berlin")
    for length in 0..<bytes.count {
      #expect(throws: ZoneError.self) {
        try ZoneFile.parse(Array(bytes[..<length]), name: "Europe/Berlin")
      }
    }
    var random = SeededRandom(seed: 7)
    for _ in 0..<3_000 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        broken[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      guard let zone = try? ZoneFile.parse(broken, name: "a") else { continue }
      _ = zone.moment(of: "2027-05-13", minute: 780)
      _ = zone.onsets(in: 0..<(20 * 366 * 86_400))
    }
  }

  @Test(
    "A file says why it cannot be used",
    arguments: [
      ([UInt8]("TZif".utf8), "ends too early"), (Array(repeating: 0, count: 50), "no file of"),
      (Array(repeating: 0, count: 70_000), "70000 bytes"),
    ])
  func hostile(bytes: [UInt8], problem: String) {
    do throws(ZoneError) {
      _ = try ZoneFile.parse(bytes, name: "Nowhere/Land")
      Issue.record("it was accepted")
    } catch {
      #expect(error.description.contains(problem), "\(error)")
      #expect(error.description.contains("Nowhere/Land"))
    }
  }

  @Test func `The machine's own zones agree with what Foundation says of them`() throws {
    let names = [
      "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia",
      "America/Sao_Paulo", "Asia/Tehran", "Europe/Dublin", "Etc/UTC", "Antarctica/Troll",
    ]
    var random = SeededRandom(seed: 11)
    for name in names {
      let path = "/usr/share/zoneinfo/" + name
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      let zone = try ZoneFile.parse([UInt8](data), name: name)
      let other = try #require(TimeZone(identifier: name))
      for _ in 0..<200 {
        // From 1980 to 2020: both databases are as old.
        let moment = Int.random(in: 315_532_800..<1_577_836_800, using: &random)
        let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
        #expect(zone.offset(atS: moment).eastS == expected, "\(name) at \(moment)")
      }
    }
  }
}
