import Evidence
import Exercises
import Foundation
import Vocabulary

/// The four files of an exercise's plan, and how those of another one take their place.
///
/// Shape: the new ones lie beside the old as `<name>.next` until the change is recorded; those
///        that were replaced by `P2` are kept in `former/P2`.
/// Limits: a process that dies in between leaves a state that `settle` brings to its end.
struct LivePlanFiles: Sendable {
  let folder: RunFolder

  private var names: [String] { [folder.mission, folder.plan, folder.constants, folder.salt] }

  private static func next(_ path: String) -> String { path + ".next" }

  /// Writes the files of the next plan; the present ones stay.
  func prepare(
    mission: String, plan: String, constants: String, salt: String
  ) throws(EvidenceError) {
    for (path, text) in zip(names, [mission, plan, constants, salt]) {
      try LiveFiles.writePrivately(text, to: Self.next(path))
    }
  }

  /// Puts what was prepared in its place, and keeps what was there.
  func change(_ id: String) throws {
    let files = FileManager.default
    let former = place(of: id)
    try LiveFiles.makeFolder(former)
    for path in names where LiveFiles.exists(Self.next(path)) {
      let kept = "\(former)/\((path as NSString).lastPathComponent)"
      if LiveFiles.exists(path) {
        if LiveFiles.exists(kept) {
          try files.removeItem(atPath: path)
        } else {
          try files.moveItem(atPath: path, toPath: kept)
        }
      }
      try files.moveItem(atPath: Self.next(path), toPath: path)
    }
  }

  /// Finishes a change that is recorded, and forgets one that is not.
  ///
  /// Errors: a change that cannot be finished, on a full disk perhaps. Then nobody may open the
  ///         exercise: its files would not be those that were committed to.
  func settle(_ commitment: String, change id: String?) throws {
    guard names.contains(where: { LiveFiles.exists(Self.next($0)) }) else { return }
    let latest = names.map { LiveFiles.exists(Self.next($0)) ? Self.next($0) : $0 }
    if let id, commits(latest, to: commitment) {
      return try change(id)
    }
    for path in names { try? FileManager.default.removeItem(atPath: Self.next(path)) }
  }

  private func commits(_ paths: [String], to commitment: String) -> Bool {
    guard let mission = try? LiveFiles.read(paths[0]), let plan = try? LiveFiles.read(paths[1]),
      let text = try? LiveFiles.read(paths[3]),
      let salt = Commitment.salt(text: Self.line(text))
    else { return false }
    return Commitment.verifies(
      commitment, salt: salt, mission: Array(mission), plan: Array(plan))
  }

  /// The commitments of the plans that were replaced, with their salts, for the reveal.
  func former(_ store: [TimelineEvent]) -> [JSONValue] {
    var commitment = store.first { $0.kind == .exerciseDesigned }?.fields["commitment"]
    var former: [JSONValue] = []
    for change in store where change.kind == .planChanged {
      let id = change.fields["id"]?.text ?? ""
      let salt = (try? LiveFiles.read("\(place(of: id))/salt.json")).map(Self.line)
      former.append([
        "commitment": commitment ?? .null, "salt": salt.map { .string($0) } ?? .null,
        "replaced_by": .string(id),
      ])
      commitment = change.fields["commitment"]
    }
    return former
  }

  private func place(of id: String) -> String { "\(folder.path)/former/\(id)" }

  private static func line(_ data: Data) -> String {
    String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
