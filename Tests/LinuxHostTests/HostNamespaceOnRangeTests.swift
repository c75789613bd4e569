import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

@Suite(.serialized, .tags(.onRange)) struct HostNamespaceOnRangeTests {
  @Test("A thread enters a host's network and the caller stays where it was")
  func threads() throws {
    let host = try HostNamespace.create(name: "n1")
    defer { host.destroy() }
    let before = HostNamespace.networkOfThisThread()
    let inside = try host.insideNetwork { HostNamespace.networkOfThisThread() }
    #expect(inside != before)
    #expect(HostNamespace.networkOfThisThread() == before)
    // A child asked for from inside is still born at home: the forking thread never moves.
    let child = try host.insideNetwork { () throws(LinuxError) in
      try Command.succeed("readlink", ["/proc/self/ns/net"])
    }
    #expect(child == before + "\n")
  }

  @Test("A process of the host sees its name, its processes and its network only")
  func isolation() throws {
    let host = try HostNamespace.create(name: "n7")
    defer { host.destroy() }
    #expect(try Command.succeed("hostname", host: host) == "n7\n")
    #expect(try Command.succeed("cat", ["/proc/1/comm"], host: host) == "host-init\n")
    // The command line of whoever made the host names the run's folder, and so the mission.
    let line = try Command.succeed("cat", ["/proc/1/cmdline"], host: host)
    #expect(line.prefix { $0 != "\0" } == "host-init n7")
    #expect(line.drop { $0 != "\0" }.allSatisfy { $0 == "\0" })
    let links = try Command.succeed("ip", ["-o", "link"], host: host)
    #expect(links.split(separator: "\n").allSatisfy { !$0.contains("eth0") })
    #expect(links.contains("LOOPBACK,UP"))
  }

  @Test("Orphans are reaped by the host's process 1")
  func orphans() throws {
    let host = try HostNamespace.create(name: "n1")
    defer { host.destroy() }
    try Command.succeed("sh", ["-c", "(sleep 0.01 &) ; exit 0"], host: host)
    for _ in 0..<200 {
      let processes = try Command.succeed("ps", ["-eo", "stat,comm"], host: host)
      if !processes.contains("sleep") { return }
      usleep(5_000)
    }
    Issue.record("a zombie is left")
  }

  @Test("Destroying a host ends everything in it, what ignores signals as well")
  func destruction() async throws {
    let host = try HostNamespace.create(name: "n1")
    let child = try ChildProcess.start(
      Launch("sh", ["-c", "trap '' TERM INT HUP; sleep 600"], host: host))
    host.destroy()
    #expect(await child.wait() == .signalled(SIGKILL))
    let refusal = #expect(throws: LinuxError.self) {
      try ChildProcess.start(Launch("true", host: host))
    }
    #expect(refusal?.what == "start a process: join the namespaces")
  }

  @Test("What the doctor requires works here, and its findings say why")
  func doctor() {
    for finding in Capabilities.probe() {
      #expect(!finding.reason.isEmpty)
      #expect(finding.isUsable == (finding.cure == nil))
      if finding.isRequired { #expect(finding.isUsable, "\(finding.reason)") }
    }
  }
}
