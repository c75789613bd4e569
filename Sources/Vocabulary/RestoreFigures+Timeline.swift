extension RestoreFigures {
  /// What a `restore.tried` event says; the comparison with the history is made again from it.
  ///
  /// - Parameter timeline: where the event stands, for the time at which its backup was taken.
  package init?(_ event: TimelineEvent, in timeline: [TimelineEvent]) {
    guard event.kind == .restoreTried, let step = event.step,
      let commanded = event.fields["commanded_ns"]?.whole
    else { return nil }
    self.init(
      step: step, backup: event.fields["from"]?.text ?? "",
      hosts: (event.fields["hosts"]?.elements ?? []).compactMap(\.text).map(
        HostName.init(rawValue:)),
      revision: event.fields["revision"]?.whole, commandedNs: Nanoseconds(rawValue: commanded))
    startedNs = event.fields["started_ns"]?.whole.map(Nanoseconds.init(rawValue:))
    failure = event.fields["failure"]?.text
    takenNs =
      timeline.last {
        $0.kind == .backupTaken && $0.fields["name"]?.text == backup && $0.timeNs <= commandedNs
      }?.timeNs
  }

  /// The fields of the event; `file` is where the restored state lies, relative to the run folder.
  package func fields(file: String?, readNs: Nanoseconds?) -> [String: JSONValue] {
    [
      "recovered": .bool(isRecovered), "from": .string(backup),
      "hosts": .array(hosts.map { .string($0.rawValue) }),
      "revision": revision.map { .integer($0) } ?? .null, "lost": .integer(Int64(lost)),
      "commanded_ns": .integer(commandedNs.rawValue),
      "started_ns": startedNs.map { .integer($0.rawValue) } ?? .null,
      "read_ns": readNs.map { .integer($0.rawValue) } ?? .null,
      "file": file.map { .string($0) } ?? .null,
      "failure": failure.map { .string($0) } ?? .null,
    ]
  }
}
