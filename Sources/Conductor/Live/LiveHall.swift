package import Evidence
package import Exercises
import LinuxHost
package import Vocabulary

/// All exercises with people below one folder of runs, opened when somebody asks for them.
package actor LiveHall {
  private let runs: String
  private let machine: LiveMachine
  /// Each is opened once, and handed out only when it knows all that its folder holds.
  private var open: [String: Task<LiveExercise?, Never>] = [:]
  private var isStopping = false

  /// A hall over `<runs>/live`; `revealed` is told of each folder that hides nothing any more.
  ///
  /// `gate` says whether a program lets an exercise start; nil is that no program has a say.
  package init(
    runs: String, clock: @escaping @Sendable () -> Nanoseconds,
    wall: @escaping @Sendable () -> String, progress: @escaping @Sendable (String) -> Void,
    capabilities: @escaping @Sendable () -> Set<Capability>,
    revealed: @escaping @Sendable (RunFolder) -> Void = { _ in },
    gate: @escaping @Sendable (GatedExercise) -> GateAnswer? = { _ in nil },
    patience: Nanoseconds = .seconds(10)
  ) {
    self.runs = runs
    machine = LiveMachine(
      clock: clock, wall: wall, progress: progress, patience: patience, capabilities: capabilities,
      revealed: revealed, gate: gate)
  }

  /// The exercise of that code; nil where there is none, or where its records are broken.
  package func find(_ code: String) async -> LiveExercise? {
    if let known = open[code] { return await known.value }
    // The code becomes part of a path: nothing else than a code may.
    guard ExerciseCode.isCode(code), !isStopping else { return nil }
    let folder = RunFolder(path: "\(Self.place(below: runs))/\(code)")
    guard LiveFiles.exists(folder.exercise) else { return nil }
    let opening = Task { [machine] () -> LiveExercise? in
      do {
        let exercise = try LiveExercise(opening: folder, machine: machine)
        await exercise.recallAlerts()
        return exercise
      } catch {
        machine.progress("the exercise \(code) cannot be opened: \(error)")
        return nil
      }
    }
    open[code] = opening
    let exercise = await opening.value
    // What could not be opened may be mended, and tried again.
    if exercise == nil, open[code] == opening { open[code] = nil }
    return exercise
  }

  /// The same, as a console serves it.
  package func exercise(
    _ code: String
  ) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)? { await find(code) }

  /// Uses a one-time invitation up; returns the session's token, once.
  package func redeem(invitation: String, code: String) async throws(Refusal) -> String {
    guard let exercise = await find(code) else {
      throw Refusal(
        .unknownPerson, "this invitation is not valid any more",
        hint: "each link opens once; ask white for a new one")
    }
    return try await exercise.redeem(invitation)
  }

  /// Who a session's token belongs to; nil for any other text.
  package func participant(session: String, code: String) async -> Participant? {
    await find(code)?.participant(session: session)
  }

  /// Ends what runs: everything is healed, ranges are taken down, records are closed.
  package func stop() async {
    isStopping = true
    // At once: what one of them still has to read must not keep another one from being healed.
    await withTaskGroup(of: Void.self) { group in
      for opening in open.values { group.addTask { await opening.value?.shutDown() } }
    }
    open = [:]
  }
}

/// What an exercise needs of the machine that it runs on.
struct LiveMachine: Sendable {
  /// CLOCK_MONOTONIC.
  let clock: @Sendable () -> Nanoseconds
  /// Wall time in UTC, RFC 3339.
  let wall: @Sendable () -> String
  /// Wall time, since 1970.
  let wallNs: @Sendable () -> Nanoseconds = { Nanoseconds(rawValue: WallClock.now()) }
  /// Lines for whoever looks after the console; they may tell of missions.
  let progress: @Sendable (String) -> Void
  /// How long an agent, or whoever has the turn, may keep an abort waiting.
  let patience: Nanoseconds
  /// What this machine offers to missions.
  let capabilities: @Sendable () -> Set<Capability>
  /// Is told of an exercise's folder once it is sealed and revealed.
  let revealed: @Sendable (RunFolder) -> Void
  /// What the team's program says to the start; nil where there is none.
  let gate: @Sendable (GatedExercise) -> GateAnswer?
}
