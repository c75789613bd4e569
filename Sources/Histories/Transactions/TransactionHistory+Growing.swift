import Vocabulary

/// What readers and importers add; each call keeps the columns in step.
extension TransactionHistory {
  mutating func addKey(_ name: String) {
    keys.append(name)
    keyRoots.append(UInt32(versionParents.count))
    versionParents.append(Self.none)
    versionElements.append(Self.none)
  }

  @inline(__always)
  mutating func addElement(key: UInt32, value: Int64) {
    elementKeys.append(key)
    elementValues.append(value)
  }

  @inline(__always)
  mutating func addVersion(after parent: UInt32, element: UInt32) {
    versionParents.append(parent)
    versionElements.append(element)
  }

  @inline(__always)
  mutating func begin(process: Int32, at time: Int64) {
    processes.append(process)
    outcomes.append(.info)
    invokedAt.append(events)
    completedAt.append(.max)
    invokedNs.append(time)
    completedNs.append(0)
    firstMicro.append(UInt32(microKinds.count))
    events += 1
  }

  /// Adds a micro-operation to the transaction begun last.
  @inline(__always)
  mutating func addMicro(_ kind: MicroKind, key: UInt32, reference: UInt32) {
    microKinds.append(kind)
    microKeys.append(key)
    microReferences.append(reference)
  }

  @inline(__always)
  mutating func complete(_ transaction: Int, _ outcome: Outcome, at time: Int64) {
    outcomes[transaction] = outcome
    completedAt[transaction] = events
    completedNs[transaction] = time
    events += 1
  }
}
