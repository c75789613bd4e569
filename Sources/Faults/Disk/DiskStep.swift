import Vocabulary

/// A planned step on disks, and the compiled fault that its rule makes.
struct DiskStep {
  let step: PlannedStep

  init(_ step: PlannedStep) { self.step = step }

  /// The pattern of the files that the step names; nil is every file.
  var files: String? { text("files") }
  /// Whose rule it is, and the files it acts on.
  var choice: FileChoice { FileChoice(fault: step.name.rawValue, files: files) }

  func text(_ name: String) -> String? {
    if case .text(let value) = step.parameters[name] { value } else { nil }
  }

  func duration(_ name: String) -> Nanoseconds {
    if case .duration(let value) = step.parameters[name] { value } else { .zero }
  }

  func ratio(_ name: String) -> Double? {
    if case .ratio(let value) = step.parameters[name] { value } else { nil }
  }

  func bytes(_ name: String) -> Int64? {
    if case .bytes(let value) = step.parameters[name] { value } else { nil }
  }

  func number(_ name: String) -> Int? {
    if case .number(let value) = step.parameters[name] { Int(value) } else { nil }
  }

  /// The calls that the step names; of a word that is no call nothing can be proved.
  func calls(orElse usual: [DiskCall]) -> [DiskCall] {
    text("calls").map { DiskCall.list($0) ?? [] } ?? usual
  }

  /// One setting a host, taken back by the fault's own name, proved on probe files of its own.
  func compiled(
    _ setting: DiskSetting, proofLimitNs: Nanoseconds = .seconds(5), effect: [DiskExpectation.Look],
    healed: [DiskExpectation.Look]
  ) -> CompiledFault {
    let fault = step.name.rawValue
    func probes(_ looks: [DiskExpectation.Look], _ isThere: Bool) -> [HostProbe] {
      step.hosts.flatMap { host in
        looks.map {
          .disk(
            host: host,
            expecting: DiskExpectation(
              fault: fault, $0, isThere: isThere, files: isThere ? files : nil))
        }
      }
    }
    return CompiledFault(
      actions: step.hosts.map { .set(host: $0, fault: fault, setting: .disk(setting)) },
      undo: step.hosts.map { .clear(host: $0, fault: fault, part: .disk) },
      effect: probes(effect, true), healed: probes(healed, false), proofLimitNs: proofLimitNs)
  }

  /// The parameter that limits a disk fault to some files.
  static let filesParameter = ParameterSignature(
    "files", .text,
    help: "only files whose path inside the disk matches, such as \"*/wal/*\"; usually all")
}
