import Exercises
import Testing
import Vocabulary

@Suite struct ShellBrakeTests {
  /// Says something at a steady pace; gives how often it was taken and what was told.
  private func say(
    _ saying: ShellBrake.Saying, _ count: Int, every span: Nanoseconds,
    from start: Nanoseconds = .zero, to brake: inout ShellBrake,
    _ line: (Int) -> String = { _ in "ls" }
  ) -> (taken: Int, told: [ShellBrake.Dropped]) {
    var taken = 0
    var told: [ShellBrake.Dropped] = []
    for index in 0..<count {
      let now = start + Nanoseconds(rawValue: span.rawValue * Int64(index))
      let (isTaken, dropped) = brake.take(saying, line(index), at: now)
      if isTaken { taken += 1 }
      if let dropped { told.append(dropped) }
    }
    return (taken, told)
  }

  @Test("A pasted script and a day of typing are taken whole")
  func honest() {
    var brake = ShellBrake()
    let script = say(.act, 1_000, every: .milliseconds(1), to: &brake) { "etcdctl put k\($0) v" }
    #expect(script.taken == 1_000)
    let typed = say(.look, 5_000, every: .seconds(1), to: &brake)
    #expect(typed.taken == 5_000 && typed.told.isEmpty && brake.rest() == nil)
    // A script that asks for the state of a service without a pause.
    #expect(say(.request, 10_000, every: .milliseconds(25), to: &brake).taken == 10_000)
  }

  @Test("A loop is held to its bounds, and every line that is left out is counted")
  func loop() {
    var brake = ShellBrake()
    let (taken, told) = say(.look, 100_000, every: .milliseconds(1), to: &brake)
    #expect(taken >= 100 && taken <= 100 + 2 * 100)
    let rest = brake.rest()
    let counted = told.reduce(rest?.lines ?? 0) { $0 + $1.lines }
    #expect(counted == 100_000 - taken)
    #expect(told.first?.lines == 1, "the first one is told at once")
    #expect((10...12).contains(told.count), "and then every ten seconds")
    #expect(told.allSatisfy { $0.requests == 0 && $0.fromNs <= $0.toNs })
    #expect(brake.rest() == nil)
  }

  @Test("A flood whose lines all differ is held to the bounds of all lines")
  func manyLines() {
    var brake = ShellBrake()
    let (taken, _) = say(.act, 100_000, every: .milliseconds(1), to: &brake) { "touch \($0)" }
    #expect(taken >= 1_000 && taken <= 1_000 + 5 * 100 + 1)
  }

  @Test("What people enter beside a loop is taken, also where it is of the loop's kind")
  func beside() {
    var brake = ShellBrake()
    for second in 0..<60 {
      let now = Nanoseconds.seconds(second)
      _ = say(.look, 1_000, every: .milliseconds(1), from: now, to: &brake)
      #expect(brake.take(.look, "etcdctl endpoint status", at: now + .seconds(1)).isTaken)
      #expect(brake.take(.act, "systemctl restart etcd", at: now + .seconds(1)).isTaken)
    }
  }

  @Test("A flood of one kind drowns nothing of the others")
  func apart() {
    var brake = ShellBrake()
    _ = say(.look, 10_000, every: .zero, to: &brake) { "ls \($0)" }
    _ = say(.request, 10_000, every: .zero, to: &brake)
    #expect(!brake.take(.look, "df", at: .seconds(0.1)).isTaken)
    #expect(!brake.take(.request, at: .zero).isTaken)
    #expect(say(.act, 100, every: .zero, from: .seconds(0.1), to: &brake).taken == 100)
  }

  @Test("After a flood people go on as before")
  func after() {
    var brake = ShellBrake()
    _ = say(.act, 10_000, every: .milliseconds(1), to: &brake) { "touch \($0)" }
    #expect(say(.act, 50, every: .seconds(1), from: .seconds(60), to: &brake).taken == 50)
  }

  @Test("A line and a folder have bounds; what a shell's hook sends stays as it is")
  func bounded() {
    let honest = String(repeating: "é", count: 1_000)
    #expect(ShellBrake.bounded(honest) == honest)
    for long in [
      String(repeating: "x", count: 8_000), "e" + String(repeating: "\u{301}", count: 8_000),
    ] {
      let cut = ShellBrake.bounded(long)
      #expect(cut.unicodeScalars.count == 1_001 && cut.unicodeScalars.last == "…")
      #expect(cut.utf8.count < 4_100)
    }
  }
}
