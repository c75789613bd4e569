import ArgumentParser

/// What commands take that run many exercises.
struct QueueOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Exercises of each pair, each with a seed of its own.")
  var trials = 5
  @Option(parsing: .unconditional, help: "The first seed.") var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "How many exercises at once, each on its own range.")
  var jobs = 1
  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard (1...1_000).contains(trials) else {
      throw ValidationError("--trials takes 1 to 1000, not \(trials)")
    }
    guard (1...16).contains(jobs) else {
      throw ValidationError("--jobs takes 1 to 16, not \(jobs)")
    }
    guard seed <= UInt64.max - 1_000 else { throw ValidationError("--seed is too large") }
  }

  /// One seed a trial.
  var seeds: [UInt64] { (0..<UInt64(trials)).map { seed + $0 } }
}
