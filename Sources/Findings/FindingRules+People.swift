internal import Vocabulary

/// Who may ask, and who can own.
extension FindingRules {
  /// The e-mail address of whoever asks: an active person, or the machine where it may.
  func author(orMachine: Bool = false) throws(FindingRefusal) -> String {
    let by = circumstances.by
    if orMachine && by == FindingEvent.machine { return by }
    guard let person = circumstances.people.person(by) else {
      throw FindingRefusal(
        .stranger, "“\(by)” is nobody of the program, and every line of the journal has a person",
        hint: "add them to the people of the program file; it has \(names)")
    }
    guard person.isActive else {
      throw FindingRefusal(
        .stranger, "\(person.name) has left the program",
        hint: "somebody who is there has to say it: \(names)")
    }
    return person.email
  }

  /// One active person of the program: no team, no bot, no mailbox, no leaver, no stranger.
  func one(_ text: String) throws(FindingRefusal) -> FindingOwner {
    if let problem = OnePerson.problem(text) {
      throw FindingRefusal(.onePerson, problem.message, hint: "\(problem.hint): \(names)")
    }
    guard let person = circumstances.people.person(text) else {
      throw FindingRefusal(
        .unknownPerson, "“\(text)” is nobody of the program file, so nobody could be told",
        hint: "name one of \(names), or add them to the people of the program file")
    }
    // A team may stand in the file under a harmless address, or the other way round.
    for words in [person.name, person.email] {
      if let problem = OnePerson.problem(words) {
        throw FindingRefusal(.onePerson, problem.message, hint: "\(problem.hint): \(names)")
      }
    }
    guard person.isActive else {
      throw FindingRefusal(
        .leaver, "\(person.name) has left, and cannot mend it",
        hint: "name one of \(names)")
    }
    return FindingOwner(person)
  }

  func programOwner() throws(FindingRefusal) -> String {
    let author = try author()
    guard circumstances.people.isProgramOwner(author) else {
      let owner = circumstances.people.programOwner
      throw FindingRefusal(
        .programOwner, "only the program owner moves a deadline, for it breaks a promise",
        hint: owner.map { "ask \($0)" } ?? "name an owner in the program file")
    }
    return author
  }

  /// Owners do not judge what they mended.
  func notOwner(_ finding: Finding) throws(FindingRefusal) -> String {
    let author = try author()
    guard finding.owner?.email.lowercased() != author.lowercased() else {
      throw FindingRefusal(
        .ownCase, "\(author) owns \(finding.id), and owners do not judge their own findings",
        hint: "white, or anybody else of the program, has to say it")
    }
    return author
  }

  func deactivate(_ text: String) throws(FindingRefusal) -> [FindingEvent] {
    let author = try author(orMachine: true)
    let email = (circumstances.people.person(text)?.email ?? text).lowercased()
    guard !SaidWords.sayNothing(email) else {
      throw FindingRefusal(.empty, "nobody is named", hint: "name who has left")
    }
    return backlog.findings.filter { finding in
      finding.owner?.email.lowercased() == email && !finding.isOwnerGone
        && finding.status != .verified
    }.map { event($0, author, .ownerDeactivated(email: $0.owner?.email ?? email)) }
  }

  /// The active people, for hints.
  private var names: String {
    let active = circumstances.people.people.filter(\.isActive).map(\.name)
    if active.isEmpty { return "nobody" }
    let more = active.count - 5
    return active.prefix(5).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
