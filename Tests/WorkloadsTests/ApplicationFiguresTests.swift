import Testing
import Vocabulary

@testable import Histories
@testable import Workloads

@Suite struct ApplicationFiguresTests {
  private func event(_ kind: OperationKind, _ outcome: Outcome?, ms: Int = 3) -> HistoryEvent {
    HistoryEvent(
      operation: OperationNumber(rawValue: 0), process: 0, kind: kind, key: "k", argument: nil,
      invokedNs: .zero,
      completion: outcome.map {
        .init(outcome: $0, value: nil, matched: nil, completedNs: .milliseconds(ms))
      })
  }

  @Test("Every counter is there before anything happened")
  func empty() {
    let text = ApplicationFigures().text
    for outcome in ["ok", "fail", "info"] {
      #expect(text.contains("cygnet_application_writes_total{outcome=\"\(outcome)\"} 0\n"))
      #expect(text.contains("cygnet_application_reads_total{outcome=\"\(outcome)\"} 0\n"))
    }
  }

  @Test("Completions are counted by outcome, invocations are not, and only what came back is timed")
  func counted() {
    var figures = ApplicationFigures()
    figures.add([
      event(.write, nil), event(.write, .ok), event(.write, .ok, ms: 700),
      event(.write, .info, ms: 900), event(.read, .fail),
    ])
    let text = figures.text
    #expect(text.contains("cygnet_application_writes_total{outcome=\"ok\"} 2\n"))
    #expect(text.contains("cygnet_application_writes_total{outcome=\"info\"} 1\n"))
    #expect(text.contains("cygnet_application_reads_total{outcome=\"fail\"} 1\n"))
    let latency = "cygnet_application_operation_duration_seconds"
    #expect(text.contains("\(latency)_bucket{kind=\"write\",le=\"0.002\"} 0\n"))
    #expect(text.contains("\(latency)_bucket{kind=\"write\",le=\"0.005\"} 1\n"))
    #expect(text.contains("\(latency)_bucket{kind=\"write\",le=\"1.0\"} 2\n"))
    #expect(text.contains("\(latency)_count{kind=\"write\"} 2\n"))
    #expect(text.contains("\(latency)_count{kind=\"read\"} 0\n"))
  }
}
