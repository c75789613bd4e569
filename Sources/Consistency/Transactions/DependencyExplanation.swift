import Histories

/// Finds again on which key, and by which values, one transaction depends on another.
protocol DependencyExplanation {
  /// The second read what the first wrote.
  func reads(_ reader: UInt32, of writer: UInt32) -> ExplainedEdge
  /// The second wrote the version behind one that the first wrote or read.
  func follows(_ second: UInt32, _ first: UInt32, from kind: MicroKind) -> ExplainedEdge
}

extension DependencyExplanation {
  func edge(_ first: UInt32, _ second: UInt32, _ kind: DependencyKind) -> ExplainedEdge {
    switch kind {
    case .writeRead: reads(second, of: first)
    case .writeWrite: follows(second, first, from: .write)
    case .readWrite: follows(second, first, from: .read)
    case .process, .realtime: ExplainedEdge()
    }
  }
}

/// On lists, whose versions are told by their elements.
struct ListExplanation: DependencyExplanation {
  let table: TransactionTable
  let dependencies: ListDependencies

  private var history: TransactionHistory { table.history }

  func reads(_ reader: UInt32, of writer: UInt32) -> ExplainedEdge {
    for micro in history.micros(of: Int(reader)) where history.microKinds[micro] == .read {
      let seen = history.microReferences[micro]
      guard seen < TransactionHistory.absent else { continue }
      let element = history.versionElements[Int(seen)]
      if table.writers[Int(element)] == writer {
        return ExplainedEdge(
          key: history.microKeys[micro], value: table.label(element: element))
      }
    }
    return ExplainedEdge()
  }

  func follows(_ second: UInt32, _ first: UInt32, from kind: MicroKind) -> ExplainedEdge {
    for micro in history.micros(of: Int(first)) where history.microKinds[micro] == kind {
      let key = history.microKeys[micro]
      let reference = history.microReferences[micro]
      if dependencies.isUnordered[Int(key)] || reference == TransactionHistory.none { continue }
      let version =
        if kind == .write {
          dependencies.versionOf[Int(reference)]
        } else if reference == TransactionHistory.absent {
          history.keyRoots[Int(key)]
        } else {
          reference
        }
      if version == TransactionHistory.none { continue }
      let behind = dependencies.next[Int(version)]
      let elements =
        behind != TransactionHistory.none
        ? [history.versionElements[Int(behind)]] : dependencies.unseen[key] ?? []
      if let next = elements.first(where: { table.writers[Int($0)] == second }) {
        return ExplainedEdge(
          key: key,
          value: kind == .write
            ? table.label(element: reference) : table.label(seen: reference),
          next: table.label(element: next))
      }
    }
    return ExplainedEdge()
  }
}

/// On registers, of which only some versions are known to stand in an order.
struct RegisterExplanation: DependencyExplanation {
  let table: TransactionTable
  let order: RegisterOrder

  private var history: TransactionHistory { table.history }

  func reads(_ reader: UInt32, of writer: UInt32) -> ExplainedEdge {
    for micro in history.micros(of: Int(reader)) where history.microKinds[micro] == .read {
      let seen = history.microReferences[micro]
      if seen < TransactionHistory.absent, table.writers[Int(seen)] == writer {
        return ExplainedEdge(key: history.microKeys[micro], value: table.label(element: seen))
      }
    }
    return ExplainedEdge()
  }

  func follows(_ second: UInt32, _ first: UInt32, from kind: MicroKind) -> ExplainedEdge {
    var guess = ExplainedEdge()
    for micro in history.micros(of: Int(first)) where history.microKinds[micro] == kind {
      let key = history.microKeys[micro]
      let reference = history.microReferences[micro]
      if reference == TransactionHistory.none { continue }
      for other in history.micros(of: Int(second))
      where history.microKinds[other] == .write && history.microKeys[other] == key {
        let next = history.microReferences[other]
        if next == reference { continue }
        let edge = ExplainedEdge(
          key: key, value: table.label(seen: reference), next: table.label(element: next))
        if isKnown(reference, key, next, other) { return edge }
        if guess.key == nil { guess = edge }
      }
    }
    return guess
  }

  /// Whether the second version stands next to the first in real time, or its writer had read it.
  private func isKnown(_ first: UInt32, _ key: UInt32, _ second: UInt32, _ micro: Int) -> Bool {
    let before = table.previous[micro]
    if before != TransactionHistory.none, history.microReferences[Int(before)] == first {
      return true
    }
    let range =
      first == TransactionHistory.absent ? order.nextOfInitial[Int(key)] : order.next[Int(first)]
    return range.contains { order.sorted[Int($0)] == second }
  }
}
