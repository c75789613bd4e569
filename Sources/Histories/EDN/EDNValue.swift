package import Vocabulary

/// A form of EDN with the place where it began.
///
/// Shape: two values are equal where their forms are; places do not count.
/// Source: github.com/edn-format/edn, with what Clojure also prints: ratios, hexadecimal numbers,
/// symbolic numbers such as `##Inf`, and maps with a namespace (`#:a{:b 1}`).
package struct EDNValue: Sendable, Equatable {
  /// What it is.
  package var form: EDNForm
  /// Where its first character stands; columns count bytes from 1.
  package var position: SourcePosition

  /// A form found at a place.
  package init(_ form: EDNForm, at position: SourcePosition) {
    self.form = form
    self.position = position
  }

  /// Compares forms, wherever they stood.
  package static func == (left: EDNValue, right: EDNValue) -> Bool { left.form == right.form }

  /// The form under all tags, so that `#jepsen.history.Op{…}` is its map.
  package var untagged: EDNValue {
    var value = self
    while case .tagged(_, let inner) = value.form { value = inner }
    return value
  }

  /// Whether it is `nil`.
  package var isNil: Bool { form == .null }

  /// A keyword's name without its colon; nil where it is no keyword.
  package var keyword: String? {
    if case .keyword(let name) = form { return name }
    return nil
  }

  /// A string's text; nil where it is no string.
  package var text: String? {
    if case .string(let text) = form { return text }
    return nil
  }

  /// A whole number of 64 bits; nil where it is none.
  package var whole: Int64? {
    if case .integer(let number) = form { return number }
    return nil
  }

  /// The elements of a vector, list or set; nil where it is none.
  package var elements: [EDNValue]? {
    switch form {
    case .vector(let elements), .list(let elements), .set(let elements): elements
    default: nil
    }
  }

  /// The entries of a map in the order of the text; nil where it is none.
  package var entries: [EDNEntry]? {
    if case .map(let entries) = form { return entries }
    return nil
  }

  /// What a map holds under a keyword; nil where it is no map or has no such key.
  package subscript(keyword: String) -> EDNValue? {
    entries?.first { $0.key.keyword == keyword }?.value
  }
}

/// What an EDN form is.
package enum EDNForm: Sendable, Equatable {
  /// `nil`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of 64 bits.
  case integer(Int64)
  /// A whole number beyond 64 bits, as its digits.
  case wide(String)
  /// Any other number; a ratio is divided.
  case decimal(Double)
  /// A text in quotes.
  case string(String)
  /// One character such as `\a` or `\newline`.
  case character(String)
  /// A name without a colon.
  case symbol(String)
  /// A name without its colon.
  case keyword(String)
  /// `( … )`.
  case list([EDNValue])
  /// `[ … ]`.
  case vector([EDNValue])
  /// `#{ … }` in the order of the text.
  case set([EDNValue])
  /// `{ … }` in the order of the text; of equal keys the first counts.
  case map([EDNEntry])
  /// `#tag form`.
  indirect case tagged(String, EDNValue)

  /// What it is in words, for errors.
  package var kind: String {
    switch self {
    case .null: "nil"
    case .bool(let value): String(value)
    case .integer(let number): "the number \(number)"
    case .wide: "a number beyond 64 bits"
    case .decimal(let number): "the number \(number)"
    case .string: "a string"
    case .character: "a character"
    case .symbol(let name): "the symbol \(name)"
    case .keyword(let name): "the keyword :\(name)"
    case .list: "a list"
    case .vector: "a vector"
    case .set: "a set"
    case .map: "a map"
    case .tagged(let tag, _): "a form tagged #\(tag)"
    }
  }
}

/// A key of a map with its value.
package struct EDNEntry: Sendable, Equatable {
  /// The key.
  package var key: EDNValue
  /// What it stands for.
  package var value: EDNValue

  /// An entry of a map.
  package init(key: EDNValue, value: EDNValue) {
    self.key = key
    self.value = value
  }
}
