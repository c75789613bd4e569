import CLinux
import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

extension TrialDisksOnRangeTests {
  @Suite(.serialized) struct DiskRulesOnRangeTests {
    private static let choice = FileChoice(fault: "trial")

    @Test("Each chosen call gives the error, the others do not", arguments: DiskCall.allCases)
    func errors(call: DiskCall) throws {
      try TrialDisk.with { disk in
        func seen(_ call: DiskCall) throws -> (expected: Int, others: Int) {
          try DiskProbe.errors(
            of: call, attempts: 2, expecting: .EDQUOT, fault: "trial", directory: disk.mount)
        }
        #expect(try seen(call) == (0, 0))
        let rule = DiskError(choice: Self.choice, calls: [call], error: .EDQUOT)
        try disk.control.set(DiskSetting(errors: [rule]))
        for other in DiskCall.allCases {
          let (expected, others) = try seen(other)
          #expect(expected == (other == call ? 2 : 0) && others == 0, "\(other)")
        }
        try disk.control.set(DiskSetting())
        #expect(try seen(call) == (0, 0))
        #expect(try Command.succeed("ls", ["-A", disk.mount]) == "")
      }
    }

    @Test("Only matching files fail, so often and in such a share as was asked")
    func choices() throws {
      try TrialDisk.with { disk in
        func failures(_ name: String, of attempts: Int) throws -> Int {
          try disk.with(name) { file in
            (0..<attempts).filter { _ in pwrite(file, "x", 1, 0) < 0 && errno == EIO }.count
          }
        }
        let choice = FileChoice(fault: "trial", files: "*.wal")
        func set(ratio: Double = 1, times: Int? = nil) throws {
          let rule = DiskError(choice: choice, calls: [.write], ratio: ratio, times: times)
          try disk.control.set(DiskSetting(errors: [rule]))
        }
        try set()
        #expect(try failures("a.wal", of: 5) == 5)
        #expect(try failures("a.db", of: 5) == 0)
        let report = try disk.control.readChosenFiles()
        #expect(report.tallies["trial"]?.failed == 5 && report.chosenFiles == ["trial": 1])
        try disk.control.set(DiskSetting())
        try set(times: 3)
        #expect(try failures("a.wal", of: 9) == 3)
        #expect(
          try DiskProbe.errors(
            of: .write, attempts: 2, expecting: .EIO, fault: "trial", directory: disk.mount
          ).expected == 2)
        try disk.control.set(DiskSetting())
        try set(ratio: 0.2)
        #expect((60...140).contains(try failures("a.wal", of: 500)))
      }
    }

    @Test("A read that fails once the cache is dropped is whole after the healing")
    func readErrors() throws {
      try TrialDisk.with { disk in
        try disk.write("before", to: "file")
        #expect(try disk.read("file") == "before")
        let rule = DiskError(choice: Self.choice, calls: [.read])
        try disk.control.set(DiskSetting(errors: [rule]))
        #expect(try disk.read("file") == "")
        try disk.control.set(DiskSetting())
        #expect(try disk.read("file") == "before")
      }
    }

    @Test("A full disk refuses growth, lets overwriting pass, and gives space back")
    func full() throws {
      try TrialDisk.with { disk in
        try disk.write(String(repeating: "x", count: 8_192), to: "old")
        let rule = DiskFull(choice: Self.choice, leaveBytes: 10_000)
        try disk.control.set(DiskSetting(full: [rule]))
        #expect(try DiskProbe.freeBytes(directory: disk.mount) <= 10_000)
        #expect(try DiskProbe.growth(by: 10_001, fault: "trial", directory: disk.mount) == ENOSPC)
        #expect(try DiskProbe.growth(by: 9_000, fault: "trial", directory: disk.mount) == 0)
        let block = [UInt8](repeating: 1, count: 8_000)
        try disk.with("new") { file in
          #expect(pwrite(file, block, 8_000, 0) == 8_000)
          // The kernel may write the part that still fits, as on any disk.
          #expect(pwrite(file, block, 8_000, 8_000) < 8_000)
          #expect(pwrite(file, block, 8_000, 16_000) < 0 && errno == ENOSPC)
          #expect(pwrite(file, block, 8_000, 0) == 8_000)
        }
        #expect(mkdir(disk.mount + "/directory", 0o700) < 0 && errno == ENOSPC)
        #expect(open(disk.mount + "/third", O_CREAT | O_WRONLY, 0o600) < 0 && errno == ENOSPC)
        #expect(truncate(disk.mount + "/old", 20_000) < 0 && errno == ENOSPC)
        #expect(unlink(disk.mount + "/old") == 0)
        try disk.with("new") { #expect(pwrite($0, block, 8_000, 8_000) == 8_000) }
        try disk.control.set(DiskSetting())
        #expect(try DiskProbe.freeBytes(directory: disk.mount) > 10_000)
        #expect(try DiskProbe.growth(by: 20_000, fault: "trial", directory: disk.mount) == 0)
      }
    }

    @Test(
      "A call that waits ends when its caller is killed and for no other signal",
      arguments: [
        DiskSetting(stalls: [DiskStall(choice: choice, calls: [.fsync])]),
        DiskSetting(fault: "trial", fsyncDelayNs: .seconds(600)),
      ])
    func killed(setting: DiskSetting) throws {
      try TrialDisk.with { disk in
        try disk.control.set(setting)
        let child = try ChildProcess.start(
          Launch(
            "dd", ["if=/dev/zero", "of=\(disk.mount)/file", "count=1", "conv=fsync", "status=none"])
        )
        let words = setting.stalls.isEmpty ? \DiskTally.delayed : \DiskTally.stalled
        let deadline = MonotonicClock.now() + .seconds(20)
        while try disk.control.read().tallies["trial"]?[keyPath: words] != 1,
          MonotonicClock.now() < deadline
        {
          usleep(5_000)
        }
        try child.signal(SIGUSR1)  // dd only prints its figures.
        #expect(child.waitBlocking(for: .milliseconds(200)) == nil)
        #expect(try disk.control.read().fsyncCount == 0)
        try child.signal(SIGKILL)
        #expect(child.waitBlocking(for: .seconds(5)) == .signalled(SIGKILL))
      }
    }

    @Test("Each stalled call waits, is seen to wait, and is carried out by the healing")
    func stall() throws {
      try TrialDisk.with { disk in
        let choice = FileChoice(fault: "trial", files: "*.wal")
        let rule = DiskStall(choice: choice, calls: DiskCall.allCases)
        try disk.control.set(DiskSetting(stalls: [rule]))
        let pending = try DiskCall.allCases.map {
          try DiskProbe.start($0, fault: "trial", directory: disk.mount)
        }
        usleep(200_000)
        let healthy = try DiskCall.allCases.map {
          try DiskProbe.start($0, fault: "other", directory: disk.mount)
        }
        for call in healthy { #expect(call.result(within: .seconds(20)) == 0, "\(call.call)") }
        try disk.with("x.db") { #expect(fsync($0) == 0) }
        for call in pending { #expect(call.result(within: .zero) == nil, "\(call.call)") }
        try disk.control.set(DiskSetting())
        for call in pending { #expect(call.result(within: .seconds(20)) == 0, "\(call.call)") }
      }
    }

    @Test("Bits are flipped in what is read and mapped, not in what is stored, until it is healed")
    func rot() throws {
      try TrialDisk.with { disk in
        let text = String(repeating: "swan", count: 50)
        try disk.write(text, to: "file")
        #expect(try disk.read("file") == String(text.prefix(100)))
        try disk.with("map") { file in
          let size = 64 * BitRot.block
          let bytes = [UInt8](repeating: 0x55, count: size)
          #expect(pwrite(file, bytes, size, 0) == size)
          guard let map = mmap(nil, size, PROT_READ, MAP_SHARED, file, 0) else { return }
          defer { munmap(map, size) }
          func flips() -> Int {
            (0..<size).reduce(0) {
              $0 + (map.load(fromByteOffset: $1, as: UInt8.self) ^ 0x55).nonzeroBitCount
            }
          }
          #expect(flips() == 0)
          let rule = BitRot(choice: Self.choice, ratio: 1)
          try disk.control.set(DiskSetting(rot: [rule]))
          #expect(flips() == 64)
          #expect(try disk.control.read().tallies["trial"]?.flippedBits ?? 0 >= 64)
          try disk.control.set(DiskSetting())
          #expect(flips() == 0)
        }
        #expect(try disk.read("file") == String(text.prefix(100)))
      }
    }

    @Test(
      "Delays of one call add, spread stays within its bounds",
      arguments: DelayDistribution.allCases)
    func spread(distribution: DelayDistribution) throws {
      let rule = DiskDelay(
        choice: Self.choice, call: .write, delayNs: .milliseconds(100), jitterNs: .milliseconds(20),
        distribution: distribution)
      let draws = (1...2_000).map { rule.draw(UInt64($0)) }
      #expect(draws == (1...2_000).map { rule.draw(UInt64($0)) })
      let mean = draws.reduce(0, +) / 2_000
      #expect((97_000_000...103_000_000).contains(mean))
      #expect(Set(draws).count > 1_900)
      let bounds: [DelayDistribution: ClosedRange<Int64>] = [
        .uniform: 80_000_000...120_000_000, .normal: 0...220_000_000,
        .pareto: 89_999_999...6_000_000_000,
      ]
      #expect(draws.allSatisfy { bounds[distribution]?.contains($0) == true })
      try TrialDisk.with { disk in
        let fixed = DiskDelay(
          choice: FileChoice(fault: "two"), call: .write, delayNs: .milliseconds(100))
        try disk.control.set(DiskSetting(delays: [rule, fixed]))
        let start = MonotonicClock.now()
        try disk.write("x", to: "file")
        #expect(MonotonicClock.now() - start >= .milliseconds(150))
        #expect(
          try DiskProbe.meanLatency(
            of: .write, samples: 1, fault: "three", directory: disk.mount) < .milliseconds(100))
      }
    }
  }
}
