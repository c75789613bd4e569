/// One thing that happened, as CloudEvents 1.0 has it.
///
/// Shape: structured mode, `application/cloudevents+json`; an array of them is a batch,
///        `application/cloudevents-batch+json`. `source` and `id` together name it for ever.
/// Source: github.com/cloudevents/spec, core 1.0 and its JSON format.
package struct CloudEvent: Sendable, Equatable {
  /// Unique within the source.
  package var id: String
  /// Whose it is: a reference such as `/runs/etcd-quorum-erosion/20270211T120000Z-7`.
  package var source: String
  /// Such as `cygnet.fault.effective`.
  package var type: String
  /// What it is about, such as a step or a finding; nil where it is about the whole.
  package var subject: String?
  /// When it happened, RFC 3339 in UTC; nil where nobody knows.
  package var time: String?
  /// The rest.
  package var data: [String: JSONValue]

  /// An event.
  package init(
    id: String, source: String, type: String, subject: String? = nil, time: String? = nil,
    data: [String: JSONValue]
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.subject = subject
    self.time = time
    self.data = data
  }

  /// The event as one JSON object; what is not known is left out, never null.
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "specversion": "1.0", "id": .string(id), "source": .string(source), "type": .string(type),
      "datacontenttype": "application/json", "data": .object(data),
    ]
    if let subject, !subject.isEmpty { members["subject"] = .string(subject) }
    if let time { members["time"] = .string(time) }
    return .object(members)
  }

  /// Several as one document.
  package static func batch(_ events: [CloudEvent]) throws -> String {
    try CanonicalJSON.document(JSONValue.array(events.map(\.json)))
  }
}
