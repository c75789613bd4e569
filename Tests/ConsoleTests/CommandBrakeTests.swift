import Exercises
import Testing
import Vocabulary

@testable import Console

@Suite struct CommandBrakeTests {
  private let ada = Participant(name: "Ada", role: .blue)
  private let wanda = Participant(name: "Wanda", role: .white)

  private func isTaken(
    _ command: ExerciseCommand, _ person: Participant, _ brakes: Brakes, code: String = "a"
  ) -> Bool {
    (try? brakes.checkCommand(command, by: person, code: code)) != nil
  }

  @Test("A person's loop is slowed down; others, and the same person elsewhere, are not")
  func loop() {
    let brakes = Brakes(clock: { .zero })
    let note = ExerciseCommand.note(text: "hm", atNs: nil)
    let taken = (0..<5_000).count { _ in isTaken(note, ada, brakes) }
    #expect(taken == 600)
    #expect(isTaken(note, wanda, brakes) && isTaken(note, ada, brakes, code: "b"))
  }

  @Test("What stops an exercise is never too much")
  func stops() {
    let brakes = Brakes(clock: { .zero })
    for _ in 0..<1_000 { _ = isTaken(.ask(text: "more"), wanda, brakes) }
    let stops: [ExerciseCommand] = [
      .abort(reason: "x"), .stopWord(reason: ""), .pause(reason: "x"), .realIncident(reason: "x"),
      .finish(reason: "x"),
    ]
    for stop in stops {
      for _ in 0..<2_000 { #expect(isTaken(stop, wanda, brakes)) }
    }
    #expect(!isTaken(.resume, wanda, brakes))
  }

  @Test(
    "Who hangs up has said it all the same: a command is carried out to its end",
    .hangLimit)
  func hangingUp() async throws {
    let house = ConsoleHouse()
    await house.door.take(.milliseconds(300))
    let session = try await house.session("Wanda", .white)
    try await house.open { port in
      let peer = try await RawPeer.connect(port)
      let body = "{\"do\":\"preflight\"}"
      try await peer.send(
        "POST /x/\(ConsoleHouse.code)/do HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
          + "Authorization: Bearer \(session)\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      while await house.door.begun == 0 { try await Task.sleep(for: .milliseconds(5)) }
      peer.hangUp()
      while await house.door.performed.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      #expect(await house.door.performed == [.preflight])
      #expect(await house.door.cutShort == 0)
    }
  }
}
