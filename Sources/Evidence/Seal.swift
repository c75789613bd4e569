package import Foundation

/// The SEAL of a run folder: the SHA-256 of every file, in the format of sha256sum(1).
///
/// Shape: `<hex>  <path>` lines sorted by path, then `# seal <hex>` over the lines before it.
package enum Seal {
  /// The SEAL itself, and keys of people, who may come to read after it; they are no evidence.
  private static let unsealed: Set = ["SEAL", "people.json", "people.json.new"]

  /// Writes the SEAL whole or not at all; afterwards any change of any file can be named.
  package static func write(_ folder: RunFolder) throws(EvidenceError) {
    let text = try lines(of: folder).map { "\($0.digest)  \($0.path)\n" }.joined()
    do {
      try Data((text + "# seal \(Digest.sha256(text))\n").utf8)
        .write(to: URL(fileURLWithPath: folder.seal), options: .atomic)
    } catch {
      throw EvidenceError(
        "cannot write \(folder.seal): \(error)", hint: "check for free space and permissions")
    }
  }

  /// Whether the bytes of a SEAL are all of one: its last line is the digest of those before it.
  package static func isWhole(_ seal: Data) -> Bool {
    let text = String(decoding: seal, as: UTF8.self)
    guard let cut = text.range(of: "# seal ", options: .backwards) else { return false }
    return text[cut.upperBound...] == Digest.sha256(String(text[..<cut.lowerBound])) + "\n"
  }

  /// What differs from the SEAL, one sentence each, naming the file; empty where nothing does.
  package static func defects(of folder: RunFolder) throws(EvidenceError) -> [String] {
    guard let data = FileManager.default.contents(atPath: folder.seal) else {
      throw EvidenceError(
        "there is no SEAL in \(folder.path)",
        hint: "the run was not finished; evidence show tells how far it got")
    }
    let text = String(decoding: data, as: UTF8.self)
    guard let cut = text.range(of: "# seal ", options: .backwards) else {
      return ["SEAL: its last line is missing"]
    }
    let body = String(text[..<cut.lowerBound])
    let own = text[cut.upperBound...]
    var defects: [String] = []
    if own != Digest.sha256(body) + "\n" { defects.append("SEAL: it was changed") }
    var sealed: [String: String] = [:]
    for line in body.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard parts.count == 2 else { continue }
      sealed[parts[1].trimmingCharacters(in: .whitespaces)] = String(parts[0])
    }
    let present = Dictionary(
      uniqueKeysWithValues: try lines(of: folder).map { ($0.path, $0.digest) })
    for (path, digest) in sealed.sorted(by: { $0.key < $1.key }) {
      guard let now = present[path] else {
        defects.append("\(path): it is missing")
        continue
      }
      if now != digest { defects.append("\(path): it was changed") }
    }
    for path in present.keys.sorted() where sealed[path] == nil {
      defects.append("\(path): it was added after the seal")
    }
    return defects
  }

  private static func lines(
    of folder: RunFolder
  ) throws(EvidenceError) -> [(path: String, digest: String)] {
    guard let walker = FileManager.default.enumerator(atPath: folder.path) else {
      throw EvidenceError("cannot list \(folder.path)", hint: "give the folder of a run")
    }
    var found: [(path: String, digest: String)] = []
    for case let path as String in walker where !unsealed.contains(path) {
      let full = folder.path + "/" + path
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      guard let data = FileManager.default.contents(atPath: full) else {
        throw EvidenceError("cannot read \(full)", hint: "check its permissions")
      }
      found.append((path, Digest.sha256(data)))
    }
    return found.sorted { $0.path < $1.path }
  }
}
