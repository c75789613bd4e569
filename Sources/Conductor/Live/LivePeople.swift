import Evidence
import Exercises
import Foundation
import Vocabulary

/// `people.json`: who is in an exercise, and by what they and their alerts get in.
///
/// Tokens are there as digests only; a sender's signing secret is there as it is, for nobody could
/// verify a signature otherwise.
struct LivePeople: Sendable, Equatable, Codable {
  var sessions: Sessions
  /// The digest of the token by which webhooks come in.
  var webhook: String
  /// With what PagerDuty's webhooks are signed; nil where no signature is asked for.
  var signingSecrets: [String]?
  /// Who is asked for alerts that a webhook left out; nil where nobody is.
  var alertmanager: AlertmanagerAddress?

  init(
    code: String, webhook: Token, signingSecrets: [String] = [],
    alertmanager: AlertmanagerAddress? = nil
  ) {
    self.alertmanager = alertmanager
    sessions = Sessions(code: code)
    self.webhook = webhook.digest
    self.signingSecrets = signingSecrets.isEmpty ? nil : signingSecrets
  }

  init(reading folder: RunFolder) throws(EvidenceError) {
    let data = try LiveFiles.read(folder.people)
    do {
      self = try CanonicalJSON.decode(LivePeople.self, from: data)
    } catch {
      throw EvidenceError("\(folder.people) cannot be read: \(error)", hint: "make a new exercise")
    }
  }

  /// Whether a webhook's token opens the door.
  func opens(_ token: String) -> Bool { Token.isSame(Token.digest(of: token), webhook) }

  func write(to folder: RunFolder) throws(EvidenceError) {
    let text = (try? CanonicalJSON.document(self)) ?? ""
    try LiveFiles.writePrivately(text, to: folder.people)
  }

  /// Bytes that nobody can guess.
  static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
