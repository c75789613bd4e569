/// What a fault wants of one part of a host; the agent merges what all faults want of it.
///
/// Shape:  the effective setting of a part is the merge of every held fault's own, so faults may
///         overlap and be healed in any order; without any the part is at rest.
/// Effect: a new part is one case here, one file beside this one, and one file that applies it.
package enum HostSetting: Sendable, Equatable, Codable {
  /// The pass-through disk under the data directory.
  case disk(DiskSetting)
  /// What arrives from other hosts, by the sender's address; links without an entry are whole.
  case links([String: LinkSetting])
  /// The clock that the database's processes see.
  case clock(ClockSetting)
  /// The database's processes and what they may use.
  case process(ProcessSetting)

  /// The parts of a host that faults share.
  package enum Part: String, Sendable, Codable, CaseIterable { case process, clock, disk, links }

  /// Which part it is about.
  package var part: Part {
    switch self {
    case .disk: .disk
    case .links: .links
    case .clock: .clock
    case .process: .process
    }
  }

  /// The part as it is when no fault wants anything of it.
  package static func atRest(_ part: Part) -> HostSetting {
    switch part {
    case .disk: .disk(DiskSetting())
    case .links: .links([:])
    case .clock: .clock(ClockSetting())
    case .process: .process(ProcessSetting())
    }
  }

  /// What it means, in words with figures; `at rest` where it wants nothing.
  package var words: String {
    let parts: [String]
    switch self {
    case .disk(let disk): parts = disk.words
    case .links(let links):
      parts = links.sorted { $0.key < $1.key }.flatMap { address, link in
        link.words.map { "from \(address) \($0)" }
      }
    case .clock(let clock): parts = clock.words
    case .process(let process): parts = process.words
    }
    return parts.isEmpty ? "at rest" : parts.joined(separator: ", ")
  }

  /// Both at once; the order does not matter.
  package func merged(with other: HostSetting) -> HostSetting {
    switch (self, other) {
    case (.disk(let left), .disk(let right)): .disk(left.merged(with: right))
    case (.links(let left), .links(let right)):
      .links(left.merging(right) { $0.merged(with: $1) })
    case (.clock(let left), .clock(let right)): .clock(left.merged(with: right))
    case (.process(let left), .process(let right)): .process(left.merged(with: right))
    default: preconditionFailure("settings of two different parts do not merge")
    }
  }
}
