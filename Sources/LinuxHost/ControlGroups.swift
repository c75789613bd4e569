import Foundation
import Glibc

/// The kernel's control group file systems, and groups of ours in them that are found by name.
///
/// Shape:  a group knows by its own path where its processes came from: with version 1 it lies
///         beneath that group; with version 2, where processes live in leaves only, it lies beside
///         it and bears its name after an `@`. So whoever finds one can put everything back.
/// Limits: memory that was used before a process joined is charged to the group it came from.
package struct ControlGroups: Sendable, Equatable {
  /// What a group can limit.
  package enum Controller: String, Sendable, CaseIterable { case cpu, memory }

  /// One mounted hierarchy.
  package struct Mount: Sendable, Equatable {
    /// Where it is mounted.
    package var path: String
    /// What of the hierarchy is mounted there.
    package var root: String
    /// Whether it is version 2.
    package var isUnified: Bool
  }

  /// The hierarchy of each controller that there is.
  package let mounts: [Controller: Mount]

  /// What this machine has, from `/proc/self/mountinfo`.
  package static func find() -> ControlGroups {
    let data = FileManager.default.contents(atPath: "/proc/self/mountinfo") ?? Data()
    return ControlGroups(mountInfo: String(decoding: data, as: UTF8.self)) { path in
      words(path + "/cgroup.controllers")
    }
  }

  /// Reads a mount table; `controllers` gives what the version 2 hierarchy at a path offers.
  package init(mountInfo: String, controllers: (String) -> [String]) {
    var mounts: [Controller: Mount] = [:]
    for line in mountInfo.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 3 < fields.count
      else { continue }
      let isUnified = fields[dash + 1] == "cgroup2"
      guard isUnified || fields[dash + 1] == "cgroup" else { continue }
      let offered =
        isUnified
        ? controllers(fields[4]) : fields[dash + 3].split(separator: ",").map(String.init)
      let mount = Mount(path: fields[4], root: fields[3], isUnified: isUnified)
      for controller in Controller.allCases where offered.contains(controller.rawValue) {
        mounts[controller] = mounts[controller] ?? mount
      }
    }
    self.mounts = mounts
  }

  /// The folder of the group that a process is in; nil where the controller is not there.
  package func folder(ofProcess pid: Int32, _ controller: Controller) -> String? {
    guard let mount = mounts[controller],
      let data = FileManager.default.contents(atPath: "/proc/\(pid)/cgroup")
    else { return nil }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isIt =
        mount.isUnified
        ? parts[0] == "0" : parts[1].split(separator: ",").contains { $0 == controller.rawValue }
      guard isIt else { continue }
      let inside = mount.root == "/" ? parts[2] : parts[2].dropFirst(mount.root.count)
      return inside == "/" || inside.isEmpty ? mount.path : mount.path + inside
    }
    return nil
  }

  /// The group of that name, wherever it is; nil where there is none.
  package func group(_ name: String, _ controller: Controller) -> ControlGroup? {
    groups(controller) { $0 == name || $0.hasPrefix(name + "@") }.first
  }

  /// All groups whose names begin like this.
  package func groups(_ controller: Controller, prefix: String) -> [ControlGroup] {
    groups(controller) { $0.hasPrefix(prefix) }
  }

  private func groups(
    _ controller: Controller, where isWanted: (String) -> Bool
  ) -> [ControlGroup] {
    guard let mount = mounts[controller] else { return [] }
    var found: [ControlGroup] = []
    var pending = [mount.path]
    while let folder = pending.popLast() {
      for name in Self.subfolders(of: folder) {
        let path = folder + "/" + name
        if isWanted(name) {
          found.append(ControlGroup(path: path, isUnified: mount.isUnified))
        } else {
          pending.append(path)
        }
      }
    }
    return found
  }

  private static func subfolders(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a group for the process and those that are with it; the one that is there otherwise.
  package func make(
    _ name: String, _ controller: Controller, for pid: Int32
  ) throws(LinuxError) -> ControlGroup {
    if let old = group(name, controller) { return old }
    guard let mount = mounts[controller], let home = folder(ofProcess: pid, controller) else {
      throw LinuxError(
        "limit \(controller.rawValue)", on: name,
        detail: "this machine has no control group of \(controller.rawValue)",
        hint: "mount one: cygnet range doctor")
    }
    let path = Self.path(of: name, from: home, in: mount)
    if mount.isUnified {
      let control = (path as NSString).deletingLastPathComponent + "/cgroup.subtree_control"
      if !Self.words(control).contains(controller.rawValue) {
        try ControlGroup.write("+\(controller.rawValue)", to: control)
      }
    }
    try checkLast(mkdir(path, 0o755), "make a control group", on: path)
    return ControlGroup(path: path, isUnified: mount.isUnified)
  }

  /// Where a group of that name lies for processes that are at home in a folder.
  static func path(of name: String, from home: String, in mount: Mount) -> String {
    guard mount.isUnified, home != mount.path else { return "\(home)/\(name)" }
    let folder = (home as NSString).deletingLastPathComponent
    return "\(folder)/\(name)@\((home as NSString).lastPathComponent)"
  }

  static func words(_ path: String) -> [String] {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .map(String.init)
  }
}
