import Exercises
import Vocabulary

/// What every page of an exercise carries, from the first line of white's store.
struct LiveCard: Sendable, Equatable {
  var code: String
  var mode: String
  var commitment: String
  var classification: String
  var isSham: Bool

  init(_ fields: [String: JSONValue]) {
    code = fields["code"]?.text ?? ""
    mode = fields["mode"]?.text ?? "evaluate"
    commitment = fields["commitment"]?.text ?? ""
    classification = fields["classification"]?.text ?? "internal"
    isSham = fields["is_sham"]?.flag ?? false
  }
}
