import Evidence
import Exercises
import Vocabulary

extension LiveExercise {
  /// Uses an invitation up; the session's token is told here and kept nowhere.
  func redeem(_ invitation: String) throws(Refusal) -> String {
    if isClosing { throw Self.closing }
    var changed = people
    let (session, person) = try changed.sessions.redeem(
      invitation: invitation, using: LivePeople.bytes)
    try keep(changed)
    let phase = record.exercise.phase
    // Nothing is written into records that are sealed.
    if phase != .sealed && phase != .revealed {
      record.append(
        .white, .personJoined, at: now, step: nil, host: nil, ["name": .string(person.name)])
    }
    return session.text
  }

  /// Who a session's token belongs to; nil for any other text.
  func participant(session: String) -> Participant? {
    people.sessions.participant(session: session)
  }

  func invite(_ person: Participant) throws(Refusal) -> String {
    var changed = people
    let token = try changed.sessions.invite(person, using: LivePeople.bytes)
    try keep(changed)
    return token.text
  }

  private func keep(_ changed: LivePeople) throws(Refusal) {
    do throws(EvidenceError) { try changed.write(to: folder) } catch {
      machine.progress("\(card.code): \(error)")
      throw Refusal(.failed, "the list of people could not be written", hint: "white: see the log")
    }
    people = changed
  }
}
