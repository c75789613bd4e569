import Exercises
import LinuxHost
import Vocabulary

/// What a webhook left out is asked for, at the address that white gave and at no other.
///
/// Limits: one question at a time and at most one a second; three attempts; whatever address a body
///         names is never called.
extension LiveExercise {
  private static let attempts = 3
  private static let patience = Nanoseconds.seconds(10)

  /// Notes that the sender left alerts out, and has them asked for.
  func noteLeftOut(_ count: Int, of delivery: AlertDelivery, body: String, at moment: Nanoseconds) {
    record.append(
      .system, .alertsLeftOut, at: moment, step: nil, host: nil,
      [
        "source": .string(delivery.format), "left_out": .integer(Int64(count)),
        "body": .string(body),
      ])
    guard delivery.format == AlertFormat.alertmanager.rawValue,
      let group = AlertmanagerAnswer.Group(webhook: delivery.body)
    else { return notePullFailed(delivery.format, 0, "only an Alertmanager can be asked") }
    guard let place = people.alertmanager else {
      return notePullFailed(
        delivery.format, 0, "nobody said whom to ask: exercise new --alertmanager")
    }
    guard pulls.wait(for: group) else {
      return notePullFailed(
        delivery.format, 0, "more than \(AlertPulls.most) groups were cut short at once")
    }
    guard !pulls.isAsking else { return }
    pulls.isAsking = true
    Task {
      while record.exercise.phase.isLive, !pulls.isEmpty {
        await pull(pulls.takeAll(), from: place)
        try? await Task.sleep(for: .seconds(1))
      }
      pulls.isAsking = false
    }
  }

  private func pull(
    _ groups: [AlertmanagerAnswer.Group], from place: AlertmanagerAddress
  ) async {
    var reason = ""
    for attempt in 1...Self.attempts {
      do {
        let answer = try await Self.answer(of: place, clock: machine.clock)
        for group in groups { try take(answer, for: group, from: place, attempt: attempt) }
        return
      } catch let refusal as Refusal {
        // What it said will be no better the next time.
        return notePullFailed(AlertFormat.alertmanager.rawValue, attempt, refusal.description)
      } catch {
        reason = "\(error)"
      }
      if attempt < Self.attempts { try? await Task.sleep(for: .seconds(attempt)) }
    }
    notePullFailed(AlertFormat.alertmanager.rawValue, Self.attempts, reason)
  }

  private func take(
    _ answer: [UInt8], for group: AlertmanagerAnswer.Group, from place: AlertmanagerAddress,
    attempt: Int
  ) throws(Refusal) {
    guard record.exercise.phase.isLive, let origin else { return }
    let (body, count, leftOut) = try AlertmanagerAnswer.webhook(from: answer, for: group)
    let delivery = AlertDelivery(
      format: AlertFormat.alertmanager.rawValue, token: "", headers: [:], body: body,
      receivedNs: machine.clock(), receivedUTC: machine.wall(), peer: place.text)
    let reading = try AlertFormat.read(delivery, hosts: alertHosts)
    let name = try keepBody(of: delivery, answer: answer)
    let moment = delivery.receivedNs - origin
    let changes = try inbox.take(reading, at: moment)
    for change in changes { tell(of: change, at: moment) }
    let fired = changes.count { if case .fired = $0 { true } else { false } }
    record.append(
      .system, .alertsPulled, at: moment, step: nil, host: nil,
      [
        "source": .string(delivery.format), "attempts": .integer(Int64(attempt)),
        "alerts": .integer(Int64(count)), "new": .integer(Int64(fired)),
        "left_out": .integer(Int64(leftOut)), "body": .string(name),
      ])
  }

  private func notePullFailed(_ source: String, _ attempts: Int, _ reason: String) {
    guard record.exercise.phase.isLive else { return }
    machine.progress("\(card.code)  alerts that were left out did not come: \(reason)")
    record.append(
      .system, .alertsPullFailed, at: now, step: nil, host: nil,
      [
        "source": .string(source), "attempts": .integer(Int64(attempts)),
        "reason": .string(reason),
      ])
  }

  /// The whole answer, within ten seconds and the limit of bytes; redirections are not followed.
  private nonisolated static func answer(
    of place: AlertmanagerAddress, clock: @escaping @Sendable () -> Nanoseconds
  ) async throws -> [UInt8] {
    let limit = patience
    return try await OwnThread.asynchronously { () throws(LinuxError) -> [UInt8] in
      let deadline = clock() + limit
      var body: [UInt8] = []
      var isWhole = true
      let answer = try HTTPCaller(place.address, port: place.port).follow(
        HTTPCaller.Question(
          "GET", place.prefix + AlertmanagerAnswer.question,
          headers: [("Accept", "application/json")]),
        silence: Int(limit.inSeconds)
      ) { part in
        body += part
        isWhole = body.count <= AlertmanagerAnswer.mostBytes && clock() < deadline
        return isWhole
      }
      guard answer.status == 200, isWhole else {
        throw LinuxError(
          "ask for alerts", on: place.text,
          detail: answer.status == 200
            ? "its answer is too long, or came too slowly" : "it answered \(answer.status)")
      }
      return body
    }
  }
}
