package import Vocabulary

/// What has become of the packets that arrived over one link since it was first degraded.
package struct LinkReport: Sendable, Equatable {
  /// How the link behaves.
  package var setting: LinkSetting
  /// Packets that came.
  package var arrived = 0
  /// Those dropped by `loss`.
  package var lost = 0
  /// Those dropped because too many waited already.
  package var overflowed = 0
  /// Those passed on later than they came.
  package var delayed = 0
  /// Those passed on twice.
  package var duplicated = 0
  /// Those held back behind later ones.
  package var reordered = 0
  /// Those in which a bit was flipped.
  package var corrupted = 0

  /// A link that nothing has arrived over yet.
  init(setting: LinkSetting) { self.setting = setting }
}
