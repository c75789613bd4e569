/// Why a driver could not do what it was told.
package enum DriveError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The order makes no sense.
  case badOrder(String)
  /// No workload has that name.
  case unknownWorkload(String)
  /// The history could not be written.
  case history(String)

  /// One or two lines for people.
  package var description: String {
    switch self {
    case .badOrder(let reason): "the drive order is impossible: \(reason)"
    case .unknownWorkload(let kind):
      "there is no workload '\(kind)'; there are "
        + WorkloadCatalogue.all.map(\.kind).joined(separator: ", ")
    case .history(let reason): reason
    }
  }
}
