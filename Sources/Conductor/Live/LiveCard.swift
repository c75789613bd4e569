import Exercises
import Vocabulary

/// What every page of an exercise carries, from white's store.
struct LiveCard: Sendable, Equatable {
  var code: String
  var mode: String
  var commitment: String
  var classification: String
  var isSham: Bool

  /// As it was made, with the commitment of the plan that it has now.
  init(_ store: [TimelineEvent]) {
    let fields = store.first { $0.kind == .exerciseDesigned }?.fields ?? [:]
    let changed = store.last { $0.kind == .planChanged }?.fields["commitment"]?.text
    code = fields["code"]?.text ?? ""
    mode = fields["mode"]?.text ?? "evaluate"
    commitment = changed ?? fields["commitment"]?.text ?? ""
    classification = fields["classification"]?.text ?? "internal"
    isSham = fields["is_sham"]?.flag ?? false
  }
}
