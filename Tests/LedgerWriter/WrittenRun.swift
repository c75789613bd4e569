import Findings

/// What the writer writes.
enum WrittenRun {
  static let time = "2026-06-01T00:00:00Z"

  static func events(id: FindingID, title: String, run: String) -> [FindingEvent] {
    let blast = FindingBlast(level: 3, evidence: .twin)
    let opening = FindingOpening(
      title: title, gap: "no diagnosis", gapType: "diagnosis", service: "standard",
      family: "quorum-erosion", mission: "mission", run: run, proof: .machine, blast: blast,
      seen: FindingSighting(text: "nobody said what it was"))
    let trial = FindingTrial(
      run: run, mission: "mission", responder: "none", seed: 1, began: time, isShown: true,
      blast: blast)
    return [.opened(opening), .trialRecorded(trial)].map {
      FindingEvent(finding: id, at: time, by: FindingEvent.machine, change: $0)
    }
  }

  static func summary(name: String) -> String {
    """
    {"began": "\(time)", "database": "etcd", "difficulty": 2, "exit_code": 1,
     "family": "quorum-erosion", "is_sham": false, "kinds": ["disk.slow"], "length_ns": 1000,
     "mission_sha256": "ab", "phases": {}, "service": "standard", "tags": [], "times": {},
     "title": "A mission", "record": {
       "bits": {"contained": true, "detected": true, "diagnosed": false, "within_sla": false},
       "damage": {"blast": 2, "longest_write_gap_ns": 1, "outage_ns": 1}, "defects": [],
       "end": "late", "folder": "\(name)", "gaps": ["no diagnosis"], "mission": "mission",
       "responder": "none", "seed": 1, "verdict": "valid", "versions": {}}}

    """
  }
}
