/// The unit family of a parameter, and so how missions write its values.
package enum ParameterType: Sendable, Equatable {
  /// `800ms`, `1m30s`.
  case duration
  /// A duration either way: `-90s`, `+90s`, `90s`.
  case signedDuration
  /// A share: `10%`, `0.1`.
  case ratio
  /// A share of a clock's speed either way: `200ppm`, `-0.5%`.
  case partsPerMillion
  /// A size: `64MB`.
  case bytes
  /// A number per second: `300/s`.
  case rate
  /// An amount of data per second: `1mbit/s`, `125kB/s`.
  case bandwidth
  /// `true` or `false`.
  case flag
  /// A number without a unit, perhaps with a fraction.
  case number
  /// A whole number without a unit.
  case count
  /// Any text of one line.
  case text
  /// The name of an earlier step of this kind.
  case step(String)
  /// One of these words.
  case choice([String])
  /// One or several of these words, parted by commas.
  case choices([String])

  /// Whether it says how much, in contrast to how.
  package var isQuantity: Bool {
    switch self {
    case .flag, .text, .step, .choice, .choices: false
    default: true
    }
  }

  /// Whether its values may be negative; bounds are then those of the magnitude.
  package var isSigned: Bool { self == .signedDuration || self == .partsPerMillion }
}
