package import Vocabulary

/// Settings of a database written `name=value`, as a command line overrides a mission's own.
package enum SettingWords {
  /// Why one of them cannot be.
  package struct Refused: Error, Sendable, Equatable {
    /// One sentence without a full stop.
    package var message: String
    /// What to try.
    package var hint: String

    init(_ complaint: Complaint) {
      message = complaint.message
      hint = complaint.hint
    }
  }

  /// The specification with these settings in place of its own; read as strictly as in a mission.
  package static func apply(
    _ words: [String], to specification: DatabaseSpecification
  ) throws(Refused) -> DatabaseSpecification {
    var changed = specification
    for word in words {
      do throws(Complaint) {
        let (name, value) = try read(word, kind: specification.kind)
        changed.settings[name] = value
      } catch {
        throw Refused(error)
      }
    }
    let conflict = KnownDatabases.conflict(kind: changed.kind, settings: changed.settings)
    if let conflict { throw Refused(conflict) }
    return changed
  }

  private static func read(
    _ word: String, kind: String
  ) throws(Complaint) -> (name: String, value: String) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].trimmed
    let known = KnownDatabases.settings(of: kind)
    guard let setting = known.first(where: { $0.name == name }) else {
      let names = known.map(\.name)
      throw Complaint(
        "\(kind) has no setting `\(name)`",
        hint: Spelling.hint(
          for: name, among: names, otherwise: "there are: \(names.joined(separator: ", "))"))
    }
    guard parts.count == 2, !parts[1].trimmed.isEmpty else {
      throw Complaint("`\(word)` has no value", hint: "write \(name)=VALUE")
    }
    return (name, try setting.read(parts[1].trimmed))
  }
}
