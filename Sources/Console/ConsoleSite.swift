import Exercises
import Vocabulary

/// All that the console answers: its routes, and what becomes of a refusal.
struct ConsoleSite: Sendable {
  private let origin: RequestGuard
  private let routes: [Route]

  init(
    hall: some ExerciseHall, address: String, program: ProgramHall? = nil,
    clock: @escaping @Sendable () -> Nanoseconds,
    metrics: @escaping @Sendable () -> ScrapedText? = { nil }
  ) {
    origin = RequestGuard(address: address)
    let doorkeeper = Doorkeeper(hall: hall, origin: origin)
    let brakes = Brakes(clock: clock)
    // A literal path stands before a pattern that would take it, too.
    let exercises =
      AssetRoutes().all + MetricsRoutes(brakes: brakes, metrics: metrics).all
      + JoinRoutes(hall: hall, origin: origin, brakes: brakes).all
      + AlertRoutes(hall: hall, brakes: brakes, clock: clock).all
      + EventRoutes(doorkeeper: doorkeeper).all + TerminalRoutes(doorkeeper: doorkeeper).all
      + MissionRoutes(doorkeeper: doorkeeper, brakes: brakes).all
      + WatchRoutes(doorkeeper: doorkeeper).all
      + CommandRoutes(doorkeeper: doorkeeper, brakes: brakes).all
      + PageRoutes(doorkeeper: doorkeeper).all
    let pages = program.map { [origin] in
      ProgramRoutes(hall: $0, origin: origin, brakes: brakes).all
    }
    routes = exercises + (pages ?? [])
  }

  /// The answer to a request; a refusal is an answer like any other.
  func answer(_ request: WebRequest) async -> WebResponse {
    do throws(Refusal) {
      try origin.checkHost(request)
      for route in routes where route.method == request.method {
        if let parts = route.match(request.path) { return try await route.run(request, parts) }
      }
      throw Refusal(.missing, "there is no such page")
    } catch {
      return RefusalAnswer.of(error, to: request)
    }
  }
}
