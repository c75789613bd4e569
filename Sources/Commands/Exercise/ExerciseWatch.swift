import ArgumentParser
import Exercises
import Vocabulary

/// What this person may see, as it happens.
struct ExerciseWatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Events as they happen, one a line; ends with the exercise.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Begin after this event; 0 is from the beginning.") var after = 0

  /// How often in a row the console may be gone.
  private static let patience = 5

  mutating func run() async throws {
    let client = try seat.client()
    var last = after
    var failures = 0
    while true {
      do {
        try client.events(after: last) { event in
          if event.number > last {
            last = event.number
            failures = 0
            Self.show(event, json: seat.json)
          }
          return true
        }
        let phase = try client.view()["header"]?["phase"]?.text.flatMap(ExercisePhase.init)
        if let phase, ![.designed, .preflight, .running, .paused].contains(phase) { return }
      } catch let refused as UsageError {
        throw refused
      } catch {
        failures += 1
        guard failures < Self.patience else { throw error }
        Terminal.say("the console is gone; trying again")
      }
      try await Task.sleep(for: .seconds(2))
    }
  }

  private static func show(_ event: StreamedEvent, json: Bool) {
    if json, let line = try? CanonicalJSON.line(event) {
      Terminal.result(line)
    } else {
      Terminal.result(EventText.line(event))
    }
  }
}
