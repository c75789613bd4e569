import Evidence
import Exercises
import Foundation
import Vocabulary

extension LiveHall {
  /// Makes an exercise: its folder, its commitment, its people.
  ///
  /// Effect: nothing of it is in any name of a path; the salt is readable by the owner alone.
  package static func make(
    _ setup: LiveSetup, below runs: String, startedUTC: String
  ) throws -> MadeExercise {
    var generator = SystemRandomNumberGenerator()
    let place = Self.place(below: runs)
    try LiveFiles.makeFolder(place)
    let code = ExerciseCode.draw(using: &generator) { LiveFiles.exists("\(place)/\($0)") }
    let folder = RunFolder(path: "\(place)/\(code)")
    try LiveFiles.makeFolder(folder.path)
    var run = ExerciseRun(
      plan: setup.plan, mission: setup.mission, responder: .people, ending: .people,
      folder: folder, clock: { .zero }, startedUTC: startedUTC, isInterrupted: { false },
      progress: { _ in })
    run.service = setup.service
    try run.prepareFolder()
    let salt = LivePeople.bytes(32)
    let commitment = Commitment(
      salt: salt, mission: Array(setup.mission.utf8),
      plan: Array(try LiveFiles.read(folder.plan)))
    try LiveFiles.writePrivately(Commitment.text(salt: salt) + "\n", to: folder.salt)
    let webhook = Token(using: LivePeople.bytes)
    var people = LivePeople(
      code: code, webhook: webhook, signingSecrets: setup.signingSecrets,
      alertmanager: setup.alertmanager)
    let invitations = try setup.people.map { person in
      (person: person, token: try people.sessions.invite(person, using: LivePeople.bytes).text)
    }
    try people.write(to: folder)
    if let machines = setup.machines {
      try LiveFiles.writePrivately(try CanonicalJSON.document(machines), to: folder.inventory)
    }
    let design = setup.design(code: code)
    let record = try LiveRecord(creating: folder, design: design)
    var fields = design.fields
    fields["commitment"] = .string(commitment.digest)
    fields["classification"] = .string(setup.classification)
    fields["made_utc"] = .string(startedUTC)
    record.append(.white, .exerciseDesigned, at: .zero, step: nil, host: nil, fields)
    if let gate = setup.gateOverride {
      record.append(.white, .gateOverridden, at: .zero, step: nil, host: nil, gate.fields)
    }
    for person in setup.people {
      record.append(
        .white, .personInvited, at: .zero, step: nil, host: nil,
        ["name": .string(person.name), "role": .string(person.role.rawValue)])
    }
    try record.close()
    return MadeExercise(
      code: code, folder: folder, invitations: invitations, webhook: webhook.text,
      commitment: commitment.digest)
  }

  /// Where exercises with people lie; nothing in it names a mission.
  static func place(below runs: String) -> String { "\(runs)/live" }
}
