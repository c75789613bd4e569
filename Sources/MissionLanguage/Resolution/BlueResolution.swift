import Vocabulary

/// Replaces the target words of the brief by host names, so that grading needs no mission.
struct BlueResolution {
  /// What the words stand for.
  let draw: HostDraw
  /// Where complaints go.
  let report: Report
  /// The place for complaints, as a brief keeps none.
  let top: SourcePosition

  /// The brief with host names.
  func resolve(_ brief: BlueBrief) -> BlueBrief {
    var brief = brief
    brief.truth.location = hosts(brief.truth.location, in: "blue.truth.location")
    brief.responses.preferred = brief.responses.preferred.map(response)
    brief.responses.acceptable = brief.responses.acceptable.map(response)
    brief.responses.harmful = brief.responses.harmful.map(response)
    return brief
  }

  private func response(_ text: String) -> String {
    let (verb, words) = ResponseWords.split(text)
    return words.isEmpty ? verb : "\(verb) \(hosts(words, in: "blue.responses"))"
  }

  private func hosts(_ words: String, in key: String) -> String {
    do throws(Complaint) {
      return try draw.resolve(words, purpose: "blue").map(\.rawValue).joined(separator: ", ")
    } catch {
      report.add(top, "\(key): \(error.message)", hint: error.hint)
      return words
    }
  }
}
