import LinuxHost

extension RangePlaces {
  /// Removes the control groups of a range whose processes are gone; nothing to do the second time.
  ///
  /// Limits: one that cannot be removed stays, empty; the next removal tries again.
  func removeGroups() {
    let groups = ControlGroups.find()
    for controller in ControlGroups.Controller.allCases {
      for group in groups.groups(controller, prefix: groupPrefix) { try? group.remove() }
    }
  }
}
