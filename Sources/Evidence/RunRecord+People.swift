import Foundation
package import Vocabulary

/// What an exercise with people has beside the timeline.
package struct PeopleRecord: Sendable {
  /// White's store, up to the first defect of its chain; empty where there were no people.
  package var log: [TimelineEvent] = []
  /// What is wrong with that chain; nil where it is whole.
  package var defect: String?
  /// Recorded terminals, by number; times are as they were recorded.
  package var terminals: [TerminalOutput] = []

  /// Reads a run folder; a folder of a rehearsal has nothing of it.
  init(reading folder: RunFolder) throws(EvidenceError) {
    if FileManager.default.fileExists(atPath: folder.exercise) {
      let reader = try TimelineReader(reading: folder.exercise)
      log = reader.events
      defect = reader.defect
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.recordings)) ?? []
    terminals = files.compactMap { file in
      guard file.hasSuffix(".cast"), let number = Int(file.dropLast(".cast".count)),
        let data = FileManager.default.contents(atPath: folder.recordings + "/" + file)
      else { return nil }
      return Cast.terminal(String(decoding: data, as: UTF8.self), number: number)
    }.sorted { $0.number < $1.number }
  }

  private var design: [String: JSONValue] {
    log.first { $0.kind.rawValue == "exercise.designed" }?.fields ?? [:]
  }

  /// The exercise's neutral name; nil for a rehearsal.
  package var code: String? { design["code"]?.text }
  /// Who may read it, as its makers said.
  package var classification: String { design["classification"]?.text ?? "internal" }
  /// Whether nothing was to be injected.
  package var isSham: Bool { design["is_sham"]?.flag ?? false }
}

/// Reads terminal recordings, asciicast version 2.
enum Cast {
  /// What was shown, by the clock of the exercise's start; nil where the head is none of version 2.
  ///
  /// A line that cannot be read is left out: the last one of a crashed controller is torn.
  static func terminal(_ text: String, number: Int) -> TerminalOutput? {
    let lines = text.split(separator: "\n")
    guard let first = lines.first,
      let head = try? CanonicalJSON.decode(JSONValue.self, from: Data(first.utf8)),
      head["version"]?.whole == 2
    else { return nil }
    let start = Nanoseconds(rawValue: head["started_ns"]?.whole ?? 0)
    let frames = lines.dropFirst().compactMap { line -> TerminalOutput.Frame? in
      guard let parts = try? CanonicalJSON.decode(JSONValue.self, from: Data(line.utf8)).elements,
        parts.count >= 3, let seconds = parts[0].double, parts[1].text == "o",
        let text = parts[2].text, seconds >= 0, seconds < 1e9
      else { return nil }
      return .init(timeNs: start + .seconds(seconds), text: text)
    }
    return TerminalOutput(
      number: number, title: head["title"]?.text ?? "terminal \(number)", frames: frames)
  }
}
