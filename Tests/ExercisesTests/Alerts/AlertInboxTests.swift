import Exercises
import Testing
import Vocabulary

@Suite struct AlertInboxTests {
  private static func alert(
    _ key: String = "a", _ status: IncomingAlert.Status = .firing, from start: Int? = 100,
    said occurrence: String? = nil, by person: String? = nil, text: String = "lag"
  ) -> AlertReading {
    AlertReading([
      IncomingAlert(
        source: "alertmanager", key: key, occurrence: occurrence ?? start.map { "s\($0)" },
        name: "ReplicaLag", host: "n3", summary: text, status: status,
        signalAt: start.map { .seconds($0) }, person: person)
    ])
  }

  /// A word a change, for comparing.
  private static func words(_ changes: [InboxChange]) -> [String] {
    changes.map { change in
      switch change {
      case .fired(let alert): "fired \(alert.id)"
      case .resolved(let alert): "resolved \(alert.id)"
      case .acknowledged(let alert, let person): "acknowledged \(alert.id) by \(person)"
      case .noted(let text, let person, let alert): "\(alert ?? "–") \(person): \(text)"
      }
    }
  }

  @Test("Ten thousand repeats make one alert, whose first moment stays")
  func repeats() throws {
    var inbox = AlertInbox()
    var changes: [InboxChange] = []
    for second in 0..<10_000 {
      changes += try inbox.take(Self.alert(), at: .seconds(second))
    }
    #expect(Self.words(changes) == ["fired A1"])
    #expect(inbox.alerts.count == 1)
    #expect(inbox.alerts[0].firstSeenNs == .zero)
    #expect(inbox.alerts[0].lastSeenNs == .seconds(9_999))
    #expect(inbox.alerts[0].repeats == 9_999)
  }

  @Test("Of a thousand distinct alerts among repeats none is lost and none is double")
  func distinct() throws {
    var inbox = AlertInbox()
    var random = SeededRandom(seed: 5)
    var fired: Set<String> = []
    var order = (0..<1_000).flatMap { number in [number, number, number] }
    order.shuffle(using: &random)
    for (moment, number) in order.enumerated() {
      let changes = try inbox.take(Self.alert("k\(number)"), at: .seconds(moment))
      for change in changes {
        guard case .fired(let alert) = change else { continue }
        #expect(fired.insert(alert.id).inserted)
      }
    }
    #expect(fired.count == 1_000)
    #expect(inbox.alerts.count == 1_000)
    #expect(inbox.repeats == 2_000)
  }

  @Test("Grafana's new start on a repeat makes no new alert, and the earliest start stays")
  func grafanaStarts() throws {
    var inbox = AlertInbox()
    for start in [100, 160, 90, 220] {
      _ = try inbox.take(Self.alert(from: start), at: .seconds(start))
    }
    #expect(inbox.alerts.count == 1)
    #expect(inbox.alerts[0].signalAt == .seconds(90))
  }

  @Test("After its end a new occurrence is a new alert, a late repeat of the old one is not")
  func again() throws {
    var inbox = AlertInbox()
    var said: [String] = []
    for (status, start) in [
      (.firing, 100), (.resolved, 100), (.resolved, 100), (.firing, 100), (.firing, 300),
      (.resolved, 100), (.resolved, 300),
    ] as [(IncomingAlert.Status, Int)] {
      said += Self.words(try inbox.take(Self.alert("a", status, from: start), at: .seconds(start)))
    }
    #expect(said == ["fired A1", "resolved A1", "fired A2", "resolved A2"])
  }

  @Test("A late end of an earlier occurrence that was never heard of ends nothing")
  func lateEnd() throws {
    var inbox = AlertInbox()
    _ = try inbox.take(Self.alert(from: 300), at: .seconds(300))
    let changes = try inbox.take(Self.alert("a", .resolved, from: 100), at: .seconds(301))
    #expect(changes.isEmpty)
    #expect(inbox.alerts[0].isOpen)
  }

  @Test("Without any occurrence the state alone decides")
  func noOccurrence() throws {
    var inbox = AlertInbox()
    var said: [String] = []
    for status in [.firing, .firing, .resolved, .resolved, .firing] as [IncomingAlert.Status] {
      said += Self.words(try inbox.take(Self.alert("a", status, from: nil), at: .zero))
    }
    #expect(said == ["fired A1", "resolved A1", "fired A2"])
  }

  @Test("The first acknowledgement counts, and nothing that never fired is acknowledged")
  func acknowledgement() throws {
    var inbox = AlertInbox()
    var said: [String] = []
    let sayings = [
      Self.alert("x", .acknowledged, said: "1", by: "B"), Self.alert(),
      Self.alert("a", .acknowledged, said: "2", by: "B"),
      Self.alert("a", .acknowledged, said: "3", by: "C"),
      Self.alert("a", .noted, said: "4", by: "C", text: "disk?"),
      Self.alert("a", .noted, said: "4", by: "C", text: "disk?"),
      Self.alert("a", .noted, said: "5", by: "C", text: ""),
    ]
    for saying in sayings { said += Self.words(try inbox.take(saying, at: .zero)) }
    #expect(said == ["fired A1", "acknowledged A1 by B", "A1 C: disk?"])
  }

  @Test("Parts that run together differently are different alerts")
  func keysDoNotRunTogether() throws {
    var inbox = AlertInbox()
    for (source, key) in [("ab", "c"), ("a", "bc"), ("", "abc")] {
      let alert = IncomingAlert(source: source, key: key, name: "n", summary: "", status: .firing)
      _ = try inbox.take(AlertReading([alert]), at: .zero)
    }
    #expect(inbox.alerts.count == 3)
  }

  @Test("A full inbox forgets what has ended, never what fires, and says when it takes no more")
  func bounded() throws {
    var inbox = AlertInbox(capacity: 3, memory: 4)
    for key in ["a", "b", "c"] { _ = try inbox.take(Self.alert(key), at: .zero) }
    let refusal = try #require(throws: Refusal.self) {
      try inbox.take(Self.alert("d"), at: .zero)
    }
    #expect(refusal.kind == .limited)
    _ = try inbox.take(Self.alert("b", .resolved), at: .zero)
    #expect(Self.words(try inbox.take(Self.alert("d"), at: .zero)) == ["fired A4"])
    #expect(inbox.alerts.map(\.id) == ["A1", "A3", "A4"])
    #expect(Self.words(try inbox.take(Self.alert("c", .resolved), at: .zero)) == ["resolved A3"])
    for round in 0..<50 {
      _ = try inbox.take(Self.alert("r\(round)"), at: .zero)
      _ = try inbox.take(Self.alert("r\(round)", .resolved), at: .zero)
    }
    #expect(inbox.alerts.count == 3)
    #expect(inbox.alerts.filter(\.isOpen).map(\.id) == ["A1", "A4"])
  }

  @Test("A delivery that left alerts out is counted")
  func incomplete() throws {
    var inbox = AlertInbox()
    var reading = Self.alert()
    reading.leftOut = 3
    _ = try inbox.take(reading, at: .zero)
    #expect(inbox.incompleteDeliveries == 1)
  }
}
