import Foundation
import Histories
import Testing
import Vocabulary

@testable import Consistency

/// Labelled histories of transactions: the folder is the verdict, the file's name the anomaly.
@Suite struct IsolationFixtureTests {
  private static func files(_ verdict: String) -> [String] {
    let path = FixtureTests.folder.appendingPathComponent(verdict).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { verdict + "/" + $0 }
      .filter { FixtureTests.isTransactional($0) }
  }

  private static func history(_ file: String) throws -> TransactionHistory {
    try TransactionHistory(
      importing: FixtureTests.folder.appendingPathComponent(file).path)
  }

  @Test(arguments: files("valid"))
  func `A valid history of transactions is strict serializable`(_ file: String) throws {
    let verdict = TransactionIsolation().check(try Self.history(file))
    #expect(verdict.result == .valid, "\(file): \(verdict.summary)")
    #expect(verdict.detail["strongest"]?.elements == ["strict serializable"])
    #expect(verdict.detail["refuted"]?.elements == [])
  }

  @Test(arguments: files("invalid"))
  func `An invalid history of transactions shows its anomaly with a small witness`(
    _ file: String
  ) throws {
    let stem = file.split(separator: "/")[1].dropLast(".jsonl".count)
    let name = stem.split(separator: "-").dropLast().joined(separator: "-")
    let verdict = TransactionIsolation().check(try Self.history(file))
    #expect(verdict.result == .invalid, "\(file): \(verdict.summary)")
    let anomaly = try #require(
      verdict.anomalies.first { $0.name.replacingOccurrences(of: " ", with: "-") == name },
      "\(file): \(verdict.anomalies.map(\.name))")
    #expect((1...4).contains(anomaly.witness.count))
    #expect(anomaly.witness.count { $0.isImpossible } == 1)
    guard name.hasPrefix("G"), !name.hasPrefix("G1a"), !name.hasPrefix("G1b") else { return }
    let cycle = try #require(anomaly.cycle)
    #expect(cycle.count == anomaly.witness.count)
    for (step, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
      #expect(step.to == next.from)
      let isTimed = step.kind == .process || step.kind == .realtime
      #expect(isTimed == (step.key == nil), "\(file): \(step)")
    }
  }

  @Test func `A value written twice makes the verdict unknown and says which`() throws {
    let verdict = TransactionIsolation().check(
      try Self.history("unknown/list-append-rewritten-1.jsonl"))
    #expect(verdict.result == .unknown)
    #expect(verdict.summary.contains("1 was written to x more than once"))
  }

  @Test func `An empty history refutes nothing`() throws {
    let verdict = TransactionIsolation().check(TransactionHistory())
    #expect(verdict.result == .valid)
    #expect(verdict.detail["transactions"]?.whole == 0)
  }

  @Test func `Write skew is allowed by snapshot isolation and not by serializability`() throws {
    let history = try Self.history("invalid/G2-item-1.jsonl")
    let snapshot = try #require(IsolationLevel.named("snapshot-isolation"))
    let weak = TransactionIsolation(claimed: snapshot).check(history)
    #expect(weak.result == .valid && weak.anomalies.isEmpty)
    #expect(weak.detail["found"]?["G2-item"]?.whole == 1)
    #expect(weak.detail["strongest"]?.elements == ["strong snapshot isolation"])
    #expect(weak.detail["refuted"]?.elements == ["repeatable read"])
    let strong = TransactionIsolation(claimed: IsolationLevel(.serializable)).check(history)
    #expect(strong.result == .invalid)
    #expect(strong.summary == "not serializable: G2-item")
  }

  @Test func `A stale read refutes strict serializability and not serializability`() throws {
    let history = try Self.history("invalid/G-single-realtime-1.jsonl")
    #expect(
      TransactionIsolation(claimed: IsolationLevel(.serializable)).check(history).result
        == .valid)
    let session = IsolationLevel(.serializable, .session)
    #expect(TransactionIsolation(claimed: session).check(history).result == .valid)
    #expect(TransactionIsolation().check(history).result == .invalid)
  }

  @Test func `The order of levels is a lattice with one bottom and one top`() {
    for level in IsolationLevel.all {
      #expect(level.isPromised(by: level))
      #expect(level.isPromised(by: .strictSerializable))
      #expect(IsolationLevel(.readUncommitted).isPromised(by: level))
      #expect(IsolationLevel.named(level.name) == level)
      for other in IsolationLevel.all where other.isPromised(by: level) {
        #expect(other == level || !level.isPromised(by: other))
        for third in IsolationLevel.all where third.isPromised(by: other) {
          #expect(third.isPromised(by: level))
        }
      }
    }
    let snapshot = IsolationLevel(.snapshotIsolation)
    #expect(!snapshot.isPromised(by: IsolationLevel(.repeatableRead, .realtime)))
    #expect(!IsolationLevel(.repeatableRead).isPromised(by: snapshot))
  }

  @Test func `The whole graph in one component is judged within a budget`() {
    // A ring of write skews: each of 3,000 transactions reads what the next one overwrites.
    var builder = TransactionBuilder()
    let size = 3_000
    let keys = (0..<size).map { builder.key(Int64($0)) }
    for place in 0..<size {
      builder.begin(process: place, at: .zero)
      builder.read(keys[(place + 1) % size])
      builder.write(keys[place], Int64(place))
    }
    for place in 0..<size {
      builder.complete(place, .ok, at: .zero)
      builder.see(place * 2, list: [])
    }
    let verdict = TransactionIsolation().check(builder.history)
    #expect(verdict.result == .invalid)
    #expect(verdict.anomalies.map(\.name) == ["G2-item"])
    #expect(verdict.anomalies.first?.witness.count == size)
  }
}
