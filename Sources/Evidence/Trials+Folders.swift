import Foundation
package import Vocabulary

extension Trials {
  /// The finished runs of `<folder>/<mission>/<runbook or none>/<seed>`, each against nobody's.
  ///
  /// Shape: ordered by path; a run's twin is the run of `none` with the same mission and seed.
  /// Errors: a finished folder that cannot be read is thrown, an unfinished one is passed over.
  package static func records(below folder: String) throws(EvidenceError) -> [TrialRecord] {
    var records: [TrialRecord] = []
    for mission in children(of: folder) {
      var twins: [String: Assessment] = [:]
      // `none` first, whatever the runbooks are called.
      let responders = children(of: "\(folder)/\(mission)")
        .sorted { ($0 == "none" ? 0 : 1, $0) < ($1 == "none" ? 0 : 1, $1) }
      for responder in responders {
        for seed in children(of: "\(folder)/\(mission)/\(responder)") where UInt64(seed) != nil {
          let place = RunFolder(path: "\(folder)/\(mission)/\(responder)/\(seed)")
          guard FileManager.default.fileExists(atPath: place.seal) else { continue }
          let run = try RunRecord(reading: place)
          let twin = responder == "none" ? nil : twins[seed]
          let assessment = Assessment(of: run, twin: twin)
          if responder == "none", assessment.isValid { twins[seed] = assessment }
          var record = record(assessment, twin: twin)
          record.folder = "\(mission)/\(responder)/\(seed)"
          records.append(record)
        }
      }
    }
    return records
  }

  private static func children(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
