import Foundation
import Testing

@testable import LinuxHost

@Suite struct ControlGroupsTests {
  private static let versionOne = """
    32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct
    35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
    41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
    """
  private static let versionTwo = """
    30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
    """

  @Test("Each controller is found where it is mounted, in either version")
  func mounts() {
    let one = ControlGroups(mountInfo: Self.versionOne) { _ in [] }
    #expect(one.mounts[.cpu]?.path == "/sys/fs/cgroup/cpu")
    #expect(one.mounts[.memory]?.isUnified == false)
    let two = ControlGroups(mountInfo: Self.versionTwo) { _ in ["cpuset", "cpu", "memory"] }
    #expect(two.mounts.values.allSatisfy { $0.isUnified && $0.path == "/sys/fs/cgroup" })
    #expect(two.mounts.count == 2)
    #expect(ControlGroups(mountInfo: Self.versionTwo) { _ in ["pids"] }.mounts.isEmpty)
  }

  @Test(
    "A group's own path says where its processes came from",
    arguments: [
      (false, "/sys/fs/cgroup/cpu/a/b", "/sys/fs/cgroup/cpu/a/b/g"),
      (false, "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu/g"),
      (
        true, "/sys/fs/cgroup/system.slice/etcd.service",
        "/sys/fs/cgroup/system.slice/g@etcd.service"
      ),
      (true, "/sys/fs/cgroup/a/b@c", "/sys/fs/cgroup/a/g@b@c"),
      (true, "/sys/fs/cgroup", "/sys/fs/cgroup/g"),
    ])
  func home(isUnified: Bool, home: String, path: String) {
    let mount = ControlGroups.Mount(
      path: isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", root: "/", isUnified: isUnified)
    #expect(ControlGroups.path(of: "g", from: home, in: mount) == path)
    #expect(ControlGroup(path: path, isUnified: isUnified).home == home)
  }
}
