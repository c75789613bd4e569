/// The forms in which a history may come.
package enum HistoryFormat: String, Sendable, CaseIterable {
  /// The block file that drivers write.
  case blocks
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// Jepsen's `history.edn`: a map an event, each by itself or all in one vector.
  case edn
  /// The same events as JSON objects, each by itself or all in one array.
  case jepsenJSON = "jepsen-json"
  /// Jepsen's log of an etcd register, as Porcupine keeps them.
  case jepsenLog = "jepsen-log"
  /// Porcupine's log of a key-value store with strings.
  case keyValueLog = "kv-log"

  /// What a file that begins with these bytes is; up to its first line's end is looked at.
  package init(detecting start: some Collection<UInt8>) {
    if start.starts(with: "CYGNHIST".utf8) || start.isEmpty {
      self = .blocks
      return
    }
    let text = start.drop { $0 <= 32 }
    let line = String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
    switch text.first {
    case UInt8(ascii: "{"):
      if line.hasPrefix("{:process ") && line.contains(", :key \"") {
        self = .keyValueLog
      } else if line.dropFirst().drop(while: { $0 == " " }).first == ":" {
        self = .edn
      } else {
        // Jepsen numbers its events, and has a key beside the value instead of as a member.
        self = line.contains("\"index\"") ? .jepsenJSON : .jsonLines
      }
    case UInt8(ascii: "["):
      let inside = text.dropFirst().drop { $0 <= 32 || $0 == UInt8(ascii: ",") }
      let isJSON =
        inside.first == UInt8(ascii: "]")
        || (inside.first == UInt8(ascii: "{")
          && inside.dropFirst().drop { $0 <= 32 }.first == UInt8(ascii: "\""))
      self = isJSON ? .jepsenJSON : .edn
    case UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "("): self = .edn
    default: self = .jepsenLog
    }
  }
}
