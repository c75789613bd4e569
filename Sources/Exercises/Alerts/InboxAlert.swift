package import Vocabulary

/// One alert of an exercise, from its first delivery on.
package struct InboxAlert: Sendable, Equatable, Codable {
  /// `A1`, `A2`, … in the order of arrival.
  package var id: String
  /// The kind of sender, such as `alertmanager`.
  package var source: String
  /// What the alert is called.
  package var name: String
  /// The host of the range it is about; nil where it names none.
  package var host: HostName?
  /// The sender's words.
  package var summary: String
  /// When it first arrived here; never changed.
  package var firstSeenNs: Nanoseconds
  /// When it was last heard of.
  package var lastSeenNs: Nanoseconds
  /// The earliest start that the sender named, since 1970.
  package var signalAt: Nanoseconds?
  /// When its end was heard of; nil while it is open.
  package var resolvedNs: Nanoseconds?
  /// Who acknowledged it first; empty where the sender names nobody.
  package var acknowledgedBy: String?
  /// Deliveries after the first that told nothing new.
  package var repeats: Int

  /// Whether it still fires.
  package var isOpen: Bool { resolvedNs == nil }
}

/// What a delivery changed.
package enum InboxChange: Sendable, Equatable {
  /// An alert is new.
  case fired(InboxAlert)
  case acknowledged(InboxAlert, by: String)
  case resolved(InboxAlert)
  /// Somebody wrote at the sender; `alert` is nil where it never arrived here.
  case noted(text: String, by: String, alert: String?)
}
