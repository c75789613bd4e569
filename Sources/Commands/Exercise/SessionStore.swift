import Foundation
import Vocabulary

/// The seats of this user, in a file that only this user reads.
///
/// Shape: `{"sessions": […]}`, the seat that was taken last at the end.
struct SessionStore {
  /// `$XDG_CONFIG_HOME/cygnet/sessions.json`, else below `~/.config`.
  let path: String

  private struct Document: Codable {
    var sessions: [SavedSession]
  }

  /// The store of a user with that environment.
  init(environment: [String: String]) throws(UsageError) {
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      path = base + "/cygnet/sessions.json"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.config/cygnet/sessions.json"
    } else {
      throw UsageError("there is no place for sessions", hint: "set HOME or XDG_CONFIG_HOME")
    }
  }

  /// All seats, oldest first; none where there is no file.
  func sessions() throws -> [SavedSession] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    guard let document = try? CanonicalJSON.decode(Document.self, from: data) else {
      throw UsageError("\(path) cannot be read", hint: "remove it, and join again")
    }
    return document.sessions
  }

  /// Keeps a seat; one of the same person in the same exercise is replaced.
  func keep(_ session: SavedSession) throws {
    var all = try sessions().filter { $0.code != session.code || $0.name != session.name }
    all.append(session)
    let files = FileManager.default
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = try CanonicalJSON.document(Document(sessions: all))
    let draft = path + ".new"
    try? files.removeItem(atPath: draft)
    guard
      files.createFile(
        atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw UsageError("cannot write \(draft)", hint: "check the folder's permissions") }
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.moveItem(atPath: draft, toPath: path)
  }

  /// The one seat that is meant; of several exercises the one that was joined last.
  static func choose(
    _ sessions: [SavedSession], code: String?, name: String?
  ) throws(UsageError) -> SavedSession {
    guard !sessions.isEmpty else {
      throw UsageError(
        "you have joined no exercise", hint: "cygnet exercise join <the link of your invitation>")
    }
    let code = code ?? sessions.last { name == nil || $0.name == name }?.code
    let fitting = sessions.filter { $0.code == code && (name == nil || $0.name == name) }
    guard let only = fitting.last else {
      let known = sessions.map { "\($0.code) as \($0.name)" }.joined(separator: ", ")
      throw UsageError("you have no such seat", hint: "you have joined \(known)")
    }
    guard fitting.count == 1 else {
      let names = fitting.map { "--as \($0.name)" }.joined(separator: " or ")
      throw UsageError("you have several seats in \(only.code)", hint: "say \(names)")
    }
    return only
  }
}
