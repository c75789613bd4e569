package import Vocabulary

/// What `--json` prints of a run: one object, its fields in `docs/reference/report.md`.
package enum Report {
  /// The object; `folder` is as the caller named it.
  package static func json(_ assessment: Assessment, twin: Assessment?) -> JSONValue {
    let record = assessment.record
    let score = assessment.score
    var members: [String: JSONValue] = [
      "folder": .string(record.folder.path),
      "mission": .string(record.plan.mission),
      "seed": .integer(Int64(bitPattern: record.plan.seed)),
      "responder": .string(record.responder),
      "valid": .bool(assessment.isValid),
      "invalid_reasons": .array(assessment.defects.map { .string($0) }),
      "faults": .array(assessment.faults.map(fault)),
      "verdicts": .object(
        Dictionary(
          assessment.verdicts.map { ($0.checker, verdict($0)) }, uniquingKeysWith: { $1 })),
      "availability": availability(assessment),
      "durability": durability(assessment),
      "restores": .array(assessment.restores.map(restore)),
      "attribution": attribution(assessment.attribution),
      "constants": constants(record.constantsMark),
      "bits": [
        "D": .bool(score.bits.detected), "H": .bool(score.bits.diagnosed),
        "C": .bool(score.bits.contained), "L": .bool(score.bits.withinSla),
      ],
      "readiness": number(score.readiness),
      "readiness_reason": .string(score.readinessReason),
      "phases": [
        "observe": number(score.phases.observe), "orient": number(score.phases.orient),
        "decide": number(score.phases.decide), "act": number(score.phases.act),
      ],
      "blast_radius": [
        "actual": number(score.blastRadius.actual?.level),
        "twin": number(score.blastRadius.twin?.level),
      ],
      "time_to_containment_s": score.timeToContainmentNs.map { .number($0.inSeconds) } ?? .null,
      "time_to_containment_reason": score.censoredReason.map { .string($0) } ?? .null,
      "exit_code": .integer(Int64(assessment.exitCode)),
    ]
    if let twin {
      members["twin"] = [
        "valid": .bool(twin.isValid), "availability": availability(twin),
        "durability": durability(twin), "attribution": attribution(twin.attribution),
        "time_to_containment_s": twin.score.timeToContainmentNs.map { .number($0.inSeconds) }
          ?? .null,
        "contained": .bool(twin.score.bits.contained),
      ]
    }
    return .object(members)
  }

  private static func fault(_ fault: FaultRecord) -> JSONValue {
    [
      "id": .string(fault.id.rawValue), "kind": .string(fault.kind),
      "targets": .array(fault.targets.map { .string($0.rawValue) }),
      "commanded_ns": time(fault.commandedNs), "effective_ns": time(fault.effectiveNs),
      "healed_ns": time(fault.healedNs), "heal_proved": .bool(fault.healProved),
      "proof": fault.proof.map { .string($0) } ?? .null,
    ]
  }

  private static func verdict(_ verdict: Verdict) -> JSONValue {
    [
      "result": .string(verdict.result.rawValue), "summary": .string(verdict.summary),
      "detail": .object(verdict.detail),
    ]
  }

  private static func availability(_ assessment: Assessment) -> JSONValue {
    let buckets = assessment.series.buckets
    let acknowledged = buckets.reduce(0) { $0 + $1.acknowledged }
    let attempted = acknowledged + buckets.reduce(0) { $0 + $1.unacknowledged }
    return [
      "longest_write_gap_ms": .number(assessment.longestWriteGapNs.inMilliseconds),
      "longest_write_gap_during_fault_ms":
        assessment.longestWriteGapDuringFaultNs.map { .number($0.inMilliseconds) } ?? .null,
      "longest_write_gap_after_heal_ms":
        assessment.longestWriteGapAfterHealNs.map { .number($0.inMilliseconds) } ?? .null,
      "error_ratio": .number(
        attempted == 0 ? 1 : Double(attempted - acknowledged) / Double(attempted)),
      "acknowledged_writes": .integer(Int64(acknowledged)),
    ]
  }

  private static func durability(_ assessment: Assessment) -> JSONValue {
    let detail = assessment.verdicts.first { $0.checker == "durability" }?.detail
    return [
      "acknowledged": detail?["acknowledged"] ?? .null, "lost": detail?["lost"] ?? .null,
    ]
  }

  private static func restore(_ restore: RestoreFigures) -> JSONValue {
    [
      "id": .string(restore.step.rawValue), "from": .string(restore.backup),
      "hosts": .array(restore.hosts.map { .string($0.rawValue) }),
      "revision": restore.revision.map { .integer($0) } ?? .null,
      "recovered": .bool(restore.isRecovered), "lost": number(restore.lost),
      "recovery_point_s": seconds(restore.recoveryPointNs),
      "recovery_time_s": seconds(restore.recoveryTimeNs),
      "recovery_time_from_command_s": seconds(restore.recoveryTimeFromCommandNs),
      "keys": number(restore.keys), "keys_behind": number(restore.behind.count),
      "keys_missing": number(restore.missing.count),
      "keys_foreign": number(restore.foreign.count),
      "failure": restore.failure.map { .string($0) } ?? .null,
    ]
  }

  private static func seconds(_ span: Nanoseconds?) -> JSONValue {
    span.map { .number($0.inSeconds) } ?? .null
  }

  private static func attribution(_ attribution: Attribution) -> JSONValue {
    [
      "unattributed": .integer(Int64(attribution.unattributed)),
      "total": counts(attribution.total),
      "entries": .array(
        attribution.entries.map { entry in
          [
            "cause": .string(entry.cause.rawValue), "name": .string(entry.name),
            "reason": .string(entry.reason), "counts": counts(entry.counts),
            "first_ns": time(entry.firstNs), "last_ns": time(entry.lastNs),
            "evidence": .array(entry.evidence.map { .integer(Int64($0)) }),
          ]
        }),
    ]
  }

  private static func counts(_ counts: Attribution.Counts) -> JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: FailedOperation.Harm.allCases.map {
          ($0.rawValue, .integer(Int64(counts[$0])))
        }))
  }

  private static func constants(_ mark: ConstantsMark) -> JSONValue {
    [
      "service": .string(mark.service), "service_version": .string(mark.serviceVersion),
      "rubric_version": .string(mark.rubricVersion), "sha256": .string(mark.sha256),
      "sealed": .bool(mark.isSealed),
    ]
  }

  private static func number(_ value: Int?) -> JSONValue {
    value.map { .integer(Int64($0)) } ?? .null
  }

  private static func time(_ value: Nanoseconds?) -> JSONValue {
    value.map { .integer($0.rawValue) } ?? .null
  }
}
