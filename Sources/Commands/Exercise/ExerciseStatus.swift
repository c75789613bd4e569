import ArgumentParser

/// What this person may see now.
struct ExerciseStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "All that your role may see now.")

  @OptionGroup var seat: SeatOptions

  func run() throws {
    let view = try seat.client().view()
    if seat.json {
      print(Terminal.words(view))
    } else {
      for line in try StatusText.lines(view) { print(line) }
    }
  }
}
