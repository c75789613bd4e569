extension ParameterValue: Codable {
  private enum Unit: String, CodingKey {
    case durationNs, ratio, bytes, perS, bytesPerS, ppm, flag, number, text
  }

  /// Reads the one-member object that `encode` writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Unit.self)
    switch container.allKeys.first {
    case .durationNs: self = .duration(try container.decode(Nanoseconds.self, forKey: .durationNs))
    case .ratio: self = .ratio(try container.decode(Double.self, forKey: .ratio))
    case .bytes: self = .bytes(try container.decode(Int64.self, forKey: .bytes))
    case .perS: self = .rate(perSecond: try container.decode(Double.self, forKey: .perS))
    case .bytesPerS:
      self = .bandwidth(bytesPerS: try container.decode(Int64.self, forKey: .bytesPerS))
    case .ppm: self = .partsPerMillion(try container.decode(Double.self, forKey: .ppm))
    case .flag: self = .flag(try container.decode(Bool.self, forKey: .flag))
    case .number: self = .number(try container.decode(Double.self, forKey: .number))
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a parameter without a unit"))
    }
  }

  /// Writes one member whose name is the unit, such as `{"duration_ns": 800000000}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Unit.self)
    switch self {
    case .duration(let value): try container.encode(value, forKey: .durationNs)
    case .ratio(let value): try container.encode(value, forKey: .ratio)
    case .bytes(let value): try container.encode(value, forKey: .bytes)
    case .rate(let value): try container.encode(value, forKey: .perS)
    case .bandwidth(let value): try container.encode(value, forKey: .bytesPerS)
    case .partsPerMillion(let value): try container.encode(value, forKey: .ppm)
    case .flag(let value): try container.encode(value, forKey: .flag)
    case .number(let value): try container.encode(value, forKey: .number)
    case .text(let value): try container.encode(value, forKey: .text)
    }
  }
}

extension StepStart: Codable {
  private enum Part: String, CodingKey { case atNs, after, plusNs, when, withinNs }

  /// Reads the object that `encode` writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    if let offset = try container.decodeIfPresent(Nanoseconds.self, forKey: .atNs) {
      self = .at(offset)
    } else if let step = try container.decodeIfPresent(StepName.self, forKey: .after) {
      self = .after(step, plus: try container.decode(Nanoseconds.self, forKey: .plusNs))
    } else {
      self = .when(
        try container.decode(Condition.self, forKey: .when),
        within: try container.decode(Nanoseconds.self, forKey: .withinNs))
    }
  }

  /// Writes `{"at_ns"}`, `{"after", "plus_ns"}` or `{"when", "within_ns"}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    switch self {
    case .at(let offset): try container.encode(offset, forKey: .atNs)
    case .after(let step, let plus):
      try container.encode(step, forKey: .after)
      try container.encode(plus, forKey: .plusNs)
    case .when(let condition, let within):
      try container.encode(condition, forKey: .when)
      try container.encode(within, forKey: .withinNs)
    }
  }
}

extension Condition: Codable {
  private enum Part: String, CodingKey { case state, bytes, name, ratio, step }

  /// Reads the object that `encode` writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    switch try container.decode(String.self, forKey: .state) {
    case "start": self = .exerciseStarted
    case "cue": self = .cueSent
    case "leader changed": self = .leaderChanged
    case "no leader": self = .noLeader
    case "quorum = minimum": self = .quorumMinimum
    case "lag": self = .lag(bytes: try container.decode(Int64.self, forKey: .bytes))
    case "backup running": self = .backupRunning
    case "alert": self = .alert(try container.decode(String.self, forKey: .name))
    case "blue decided": self = .blueDecided
    case "write-success below":
      self = .writeSuccessBelow(try container.decode(Double.self, forKey: .ratio))
    case "effective": self = .stepEffective(try container.decode(StepName.self, forKey: .step))
    case let other:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "unknown condition '\(other)'"))
    }
  }

  /// Writes `state` and, where it has one, its operand.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(state, forKey: .state)
    switch self {
    case .lag(let bytes): try container.encode(bytes, forKey: .bytes)
    case .alert(let name): try container.encode(name, forKey: .name)
    case .writeSuccessBelow(let ratio): try container.encode(ratio, forKey: .ratio)
    case .stepEffective(let step): try container.encode(step, forKey: .step)
    case .exerciseStarted, .cueSent, .leaderChanged, .noLeader, .quorumMinimum, .backupRunning,
      .blueDecided:
      break
    }
  }

  private var state: String {
    switch self {
    case .exerciseStarted: "start"
    case .cueSent: "cue"
    case .leaderChanged: "leader changed"
    case .noLeader: "no leader"
    case .quorumMinimum: "quorum = minimum"
    case .lag: "lag"
    case .backupRunning: "backup running"
    case .alert: "alert"
    case .blueDecided: "blue decided"
    case .writeSuccessBelow: "write-success below"
    case .stepEffective: "effective"
    }
  }
}
