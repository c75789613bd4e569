/// The text of a mission as a person sends it.
package enum MissionText {
  /// The text with one kind of line end; nothing else of it is changed.
  ///
  /// Errors: `invalid` for what is empty, longer than 64 KiB or holds control characters.
  package static func checked(_ raw: String) throws(Refusal) -> String {
    guard raw.utf8.count <= CommandFields.longestMission else {
      throw Refusal(.invalid, "the mission is too long", hint: "64 KiB at the most")
    }
    let text = raw.split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Refusal(.invalid, "mission is missing", hint: "send the mission's text")
    }
    let strange = text.unicodeScalars.contains {
      CommandFields.isControl($0) && $0 != "\n" && $0 != "\t"
    }
    guard !strange else {
      throw Refusal(.invalid, "mission holds a control character", hint: "plain text only")
    }
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
