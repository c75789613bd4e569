import CLinux
import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

extension TrialDisksOnRangeTests {
  @Suite(.serialized) struct PowerCutOnRangeTests {
    private static let choice = FileChoice(fault: "trial")

    private static func loses(lying: Bool = false) -> DiskSetting {
      DiskSetting(losses: [SyncLoss(choice: choice, isLying: lying)])
    }

    private func put(_ text: String, _ file: Int32, at offset: Int = 0) {
      let bytes = Array(text.utf8)
      #expect(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    @Test("What was not synced vanishes, what was synced stays; nothing is lost without a cut")
    func honest() throws {
      try TrialDisk.with { disk in
        try disk.with("file") { file in
          put("one", file)
          try disk.control.set(Self.loses())
          put("two", file, at: 3)
          fsync(file)
          put("TWO", file, at: 3)
          put("three", file, at: 6)
          ftruncate(file, 8)
          #expect(try disk.read("file") == "oneTWOth")
        }
        let loss = try disk.control.cutPower()
        #expect(loss.files == 1 && loss.bytes > 0)
        #expect(try disk.read("file") == "onetwo")
        #expect(try disk.control.cutPower() == PowerLoss())
        try disk.with("file") { put("ONE", $0) }
        try disk.control.set(DiskSetting())
        #expect(try disk.control.cutPower() == PowerLoss())
        #expect(try disk.read("file") == "ONEtwo")
      }
    }

    @Test("A lying sync is acknowledged and loses all since the fault began")
    func lying() throws {
      try TrialDisk.with { disk in
        try disk.with("file") { file in
          put("one", file)
          try disk.control.set(Self.loses(lying: true))
          for number in 0..<50 {
            put("\(number % 10)", file, at: 3 + number)
            #expect(fsync(file) == 0)
          }
        }
        #expect(try disk.control.read().tallies["trial"]?.lied == 50)
        #expect(try disk.control.cutPower().bytes == 50)
        #expect(try disk.read("file") == "one")
        try disk.with("file") { put("two", $0) }
        try disk.control.set(DiskSetting())
        #expect(try disk.control.cutPower() == PowerLoss())
        #expect(try disk.read("file") == "two")
      }
    }

    @Test("Emptied, preallocated, mapped, renamed and new files are taken back as well")
    func shapes() throws {
      try TrialDisk.with { disk in
        for name in ["emptied", "renamed", "mapped", "reserved"] {
          try disk.write("kept", to: name)
        }
        try disk.control.set(Self.loses())
        try disk.write("x", to: "emptied")
        try disk.write("new", to: "new")
        try disk.with("renamed") { put("lost", $0) }
        #expect(rename(disk.mount + "/renamed", disk.mount + "/moved") == 0)
        try disk.with("reserved") { #expect(posix_fallocate($0, 0, 1 << 20) == 0) }
        try disk.with("mapped") { file in
          let map = mmap(nil, 4, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
          map?.copyMemory(from: "lost", byteCount: 4)
          munmap(map, 4)
        }
        try disk.control.cutPower()
        #expect(try disk.read("emptied") == "kept")
        #expect(try disk.read("moved") == "kept")
        #expect(try disk.read("mapped") == "kept")
        #expect(try disk.read("reserved") == "kept")
        #expect(try disk.read("new") == "")
      }
    }

    @Test("Random writes, syncs and sizes: after a cut every file is as it was at its last sync")
    func random() throws {
      try TrialDisk.with { disk in
        try disk.control.set(Self.loses())
        var random = SeededRandom(seed: 7)
        for round in 0..<6 {
          var durable: [UInt8] = []
          try disk.with("file-\(round)") { file in
            var now: [UInt8] = []
            for _ in 0..<60 {
              switch random.below(8) {
              case 0:
                #expect(fsync(file) == 0)
                durable = now
              case 1:
                let size = random.below(20_000)
                ftruncate(file, off_t(size))
                now = Array(now.prefix(size)) + Array(repeating: 0, count: max(0, size - now.count))
              default:
                let bytes = (0..<(1 + random.below(9_000))).map { _ in UInt8(random.below(256)) }
                let place = random.below(15_000)
                #expect(pwrite(file, bytes, bytes.count, off_t(place)) == bytes.count)
                let end = place + bytes.count
                now += Array(repeating: 0, count: max(0, end - now.count))
                now.replaceSubrange(place..<end, with: bytes)
              }
            }
          }
          try disk.control.cutPower()
          let found = try disk.with("file-\(round)") { file in
            var buffer = [UInt8](repeating: 0, count: 40_000)
            let count = pread(file, &buffer, buffer.count, 0)
            return Array(buffer.prefix(count))
          }
          // Not in the expectation itself, which would print both.
          let isSame = found == durable
          #expect(isSame, "round \(round): \(found.count) of \(durable.count) bytes")
        }
      }
    }

    @Test("Of the last unsynced write only a first part survives", arguments: [nil, 700, 100_000])
    func torn(at place: Int64?) throws {
      try TrialDisk.with { disk in
        let rule = TornWrite(choice: FileChoice(fault: "trial"), atBytes: place)
        try disk.control.set(DiskSetting(torn: [rule]))
        try disk.with("file") { file in
          put(String(repeating: "a", count: 4_096), file)
          put(String(repeating: "b", count: 4_096), file, at: 100)
        }
        try disk.write("synced", to: "other")
        try disk.with("other") { _ = fsync($0) }
        #expect(try disk.control.cutPower().torn == 1)
        #expect(try disk.read("other") == "synced")
        let found = try disk.with("file") { file in
          var buffer = [UInt8](repeating: 0, count: 10_000)
          let count = pread(file, &buffer, buffer.count, 0)
          return Array(buffer.prefix(count))
        }
        let survived = found.filter { $0 == UInt8(ascii: "b") }.count
        let end = 100 + survived
        #expect(found.prefix(100).allSatisfy { $0 == UInt8(ascii: "a") })
        #expect(found.dropFirst(end).allSatisfy { $0 == UInt8(ascii: "a") })
        #expect(found.count == max(4_096, end))
        if let place {
          #expect(survived == min(4_096, Int(place)))
        } else {
          #expect(end % 512 == 0)
        }
      }
    }

    @Test("While the power goes, syncs of chosen files wait for the cut, and others do not")
    func holding() throws {
      try TrialDisk.with { disk in
        try disk.control.set(
          DiskSetting(losses: [
            SyncLoss(choice: FileChoice(fault: "a", files: "*.wal"), isLying: false)
          ])
        )
        try disk.control.holdSyncs()
        try disk.with("x.db") { #expect(fsync($0) == 0) }
        let child = try ChildProcess.start(
          Launch(
            "dd",
            ["if=/dev/zero", "of=\(disk.mount)/x.wal", "count=1", "conv=fsync", "status=none"]))
        #expect(child.waitBlocking(for: .milliseconds(300)) == nil)
        try child.signal(SIGKILL)
        #expect(child.waitBlocking(for: .seconds(5)) == .signalled(SIGKILL))
        #expect(try disk.control.cutPower().bytes == 512)
        try disk.with("x.wal") { #expect(fsync($0) == 0) }
      }
    }

    @Test("A canary is lost alone, and only while its own fault is held")
    func canary() throws {
      try TrialDisk.with { disk in
        func survivor() throws -> [UInt8] {
          try DiskCanary.with(
            Array("old".utf8), fault: "trial", directory: disk.mount, control: disk.control
          ) { canary throws(LinuxError) in
            try canary.write(Array("new".utf8), synced: false)
            try canary.cutPower()
            return try canary.read(3)
          }
        }
        #expect(try survivor() == Array("new".utf8))
        try disk.control.set(Self.loses())
        try disk.write("database", to: "file")
        #expect(try survivor() == Array("old".utf8))
        #expect(try disk.read("file") == "database")
        try disk.control.set(
          DiskSetting(losses: [SyncLoss(choice: FileChoice(fault: "other"), isLying: true)]))
        #expect(try survivor() == Array("new".utf8))
        #expect(try Command.succeed("ls", ["-A", disk.mount]) == "file\n")
      }
    }
  }
}
