import Exercises
import Testing
import Vocabulary

@Suite struct HypothesisRuleTests {
  typealias Played = PlayedExercise

  @Test("Three hypotheses may be open, a fourth may not")
  func three() throws {
    var exercise = try Played.running()
    for host in ["n1", "n2", "n3"] {
      try exercise.say(Played.belief("disk.slow", host, 0.2), Played.bo)
    }
    let fourth = Played.belief("network.partition", "n1", 0.1)
    let refused = refusal { try exercise.say(fourth, Played.bea) }
    #expect(refused?.hint?.contains("H1 disk.slow 20 %") == true)
    try exercise.say(.withdraw(hypothesis: "h2"), Played.bea)
    try exercise.say(fourth, Played.bea)
    #expect(exercise.state.openHypotheses.map(\.id) == ["H1", "H3", "H4"])
  }

  @Test("Together the open ones are never more than certain")
  func sum() throws {
    var exercise = try Played.running()
    try exercise.say(Played.belief("disk.slow", "n1", 0.7), Played.bo)
    let more = Played.belief("disk.slow", "n2", 0.4)
    let refused = refusal { try exercise.say(more, Played.bo) }
    #expect(refused?.hint?.hasPrefix("30 % is left") == true)
    try exercise.say(Played.belief("disk.slow", "n2", 0.3), Played.bo)
    #expect(exercise.state.openHypotheses.reduce(0) { $0 + $1.confidence } <= 1.000_001)
  }

  @Test("The same mechanism and hosts again is the same hypothesis, restated")
  func restated() throws {
    var exercise = try Played.running()
    try exercise.say(Played.belief("disk.slow", "n1,n2", 0.7), Played.bo)
    try exercise.say(Played.belief("Disk.Slow", "n2, n1", 0.9), Played.bea)
    #expect(exercise.state.hypotheses.map(\.id) == ["H1"])
    #expect(exercise.state.hypotheses.map(\.confidence) == [0.9])
  }

  @Test("Blue may explain after the end, until its log is closed")
  func afterTheEnd() throws {
    var exercise = try Played.running()
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    try exercise.say(Played.belief("disk.slow", "n1", 0.7), Played.bo)
    #expect(exercise.state.missing.contains { $0.contains("log is open") })
    try exercise.say(.handOver(text: "gone"), Played.wanda)
    #expect(exercise.state.isBlueLogClosed && exercise.state.phase == .graded)
    let late = Played.belief("disk.slow", "n2", 0.1)
    #expect(refusal { try exercise.say(late, Played.bo) }?.kind == .phase)
  }

  @Test("A hand-over while it runs closes nothing, and white makes none")
  func handOver() throws {
    var exercise = try Played.running()
    try exercise.say(.handOver(text: "shift ends"), Played.bo)
    #expect(!exercise.state.isBlueLogClosed)
    #expect(refusal { try exercise.say(.handOver(text: "x"), Played.wanda) }?.kind == .phase)
  }
}
