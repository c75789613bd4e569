import CLinux
import Dispatch
import Glibc
import Synchronization
import Testing
import Vocabulary

@testable import LinuxHost

extension TrialDisksOnRangeTests {
  @Suite(.serialized) struct PassThroughDiskOnRangeTests {
    @Test("A slow fsync is seen by the probe, and, cleared, not")
    func slowFsync() throws {
      try TrialDisk.with { disk in
        #expect(try DiskProbe.fsyncLatency(directory: disk.mount) < .milliseconds(300))
        try disk.control.set(DiskSetting(fsyncDelayNs: .milliseconds(400)))
        #expect(try DiskProbe.fsyncLatency(directory: disk.mount) >= .milliseconds(400))
        #expect(try disk.control.read().lastFsyncNs >= .milliseconds(400))
        try disk.control.set(DiskSetting())
        #expect(try DiskProbe.fsyncLatency(directory: disk.mount) < .milliseconds(300))
        #expect(try disk.control.read().fsyncCount == 3)
      }
    }

    // With FUSE's own dropping of pages, 48 of 39,258 such reads found zeros, and found them again
    // a while later: a standby of PostgreSQL lost what it had flushed so.
    @Test("What was written is what another descriptor reads at once, for as long as it is written")
    func readerBesideWriter() throws {
      try TrialDisk.with { disk in
        let path = disk.mount + "/log"
        let record = 48
        let whole = [UInt8](repeating: 0, count: 16 << 20)
        let file = open(path, O_CREAT | O_RDWR, 0o600)
        try #require(file >= 0 && pwrite(file, whole, whole.count, 0) == whole.count)
        defer { close(file) }
        let written = Atomic(0)
        let isOver = Atomic(false)
        let thread = try OwnThread.start {
          for offset in stride(from: 0, to: whole.count - record, by: record) {
            if isOver.load(ordering: .relaxed) { break }
            let bytes = [UInt8](repeating: UInt8(1 + offset / record % 250), count: record)
            if pwrite(file, bytes, record, off_t(offset)) != record { break }
            written.store(offset + record, ordering: .releasing)
          }
          isOver.store(true, ordering: .releasing)
        }
        let reader = open(path, O_RDONLY)
        defer { close(reader) }
        var (reads, stale, seen) = (0, 0, 0)
        var page = [UInt8](repeating: 0, count: 8_192)
        // Longer than the kernel believes what it knows of the file.
        let deadline = MonotonicClock.now() + .seconds(6)
        while !isOver.load(ordering: .acquiring), MonotonicClock.now() < deadline {
          let end = written.load(ordering: .acquiring)
          guard end > seen else { continue }
          let last = end - record
          let count = pread(reader, &page, page.count, off_t(last / 8_192 * 8_192))
          reads += 1
          if last % 8_192 >= count || page[last % 8_192] != UInt8(1 + last / record % 250) {
            stale += 1
          }
          seen = end
        }
        isOver.store(true, ordering: .releasing)
        pthread_join(thread, nil)
        #expect(reads > 1_000 && stale == 0, "\(stale) of \(reads) reads were stale")
      }
    }

    @Test("While an fsync waits, other files are read; healing ends the wait at once")
    func stall() throws {
      try TrialDisk.with { disk in
        try disk.write("before", to: "other")
        try disk.control.set(DiskSetting(fsyncDelayNs: .seconds(600)))
        let waiting = DispatchSemaphore(value: 0)
        let latencies = Latencies()
        let mount = disk.mount
        for _ in 0..<20 {
          let thread = try OwnThread.start {
            if let value = try? DiskProbe.fsyncLatency(directory: mount) { latencies.add(value) }
            waiting.signal()
          }
          pthread_detach(thread)
        }
        usleep(50_000)
        #expect(try disk.read("other") == "before")
        try disk.write("during", to: "third")
        #expect(latencies.all.isEmpty)
        try disk.control.set(DiskSetting())
        for _ in 0..<20 { #expect(waiting.wait(timeout: .now() + 30) == .success) }
        #expect(latencies.all.count == 20)
        #expect(latencies.all.allSatisfy { $0 < .seconds(60) })
      }
    }

    @Test("Reads and writes are delayed on their own", arguments: [true, false])
    func slowTransfers(reading: Bool) throws {
      try TrialDisk.with { disk in
        let delay = Nanoseconds.milliseconds(200)
        try disk.write("x", to: "cold")
        let setting =
          reading ? DiskSetting(readDelayNs: delay) : DiskSetting(writeDelayNs: delay)
        try disk.control.set(setting)
        let start = MonotonicClock.now()
        if reading { _ = try disk.readUncached("cold") } else { try disk.write("y", to: "cold") }
        #expect(MonotonicClock.now() - start >= delay)
      }
    }

    @Test("Appending, renaming, listing and mapped files work as on the disk below")
    func passesThrough() throws {
      try TrialDisk.with { disk in
        let script = """
          set -e; cd "$1"; echo one > a; echo two >> a; mkdir d; mv a d/b; ln -s d/b l; cat l
          ls d; truncate -s 8192 d/b; stat -c %s d/b; rm l; rm -r d; ls
          """
        let printed = try Command.succeed("sh", ["-c", script, "sh", disk.mount])
        #expect(printed == "one\ntwo\nb\n8192\n")
        let path = disk.mount + "/mapped"
        let file = open(path, O_RDWR | O_CREAT, 0o600)
        #expect(ftruncate(file, 4_096) == 0)
        let map = mmap(nil, 4_096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        #expect(pwrite(file, "swan", 4, 10) == 4)
        #expect(map.map { $0.load(fromByteOffset: 10, as: UInt8.self) } == UInt8(ascii: "s"))
        munmap(map, 4_096)
        close(file)
      }
    }

    @Test(
      "A file that is removed while it is open is gone from its directory, and can still be used")
    func removedWhileOpen() throws {
      try TrialDisk.with { disk in
        let folder = disk.mount + "/folder"
        mkdir(folder, 0o700)
        let file = open(folder + "/temporary", O_RDWR | O_CREAT, 0o600)
        #expect(write(file, "swan", 4) == 4)
        #expect(unlink(folder + "/temporary") == 0)
        #expect(rmdir(folder) == 0, "something is left in it: \(errno)")
        #expect(pwrite(file, "cygnet", 6, 4) == 6)
        #expect(ftruncate(file, 8) == 0)
        var bytes = [UInt8](repeating: 0, count: 16)
        #expect(pread(file, &bytes, bytes.count, 0) == 8)
        #expect(String(decoding: bytes.prefix(8), as: UTF8.self) == "swancygn")
        #expect(fsync(file) == 0)
        close(file)
      }
    }

    @Test("What is no request is refused in words, and changes nothing")
    func refusal() {
      let report = DiskListener.answer("{\"set\":3}", ServedDisk())
      #expect(!report.ok)
      #expect(report.error?.contains("not a request") == true)
      #expect(report.setting == DiskSetting())
    }
  }
}

private final class Latencies: Sendable {
  private let values = Mutex<[Nanoseconds]>([])
  var all: [Nanoseconds] { values.withLock { $0 } }
  func add(_ value: Nanoseconds) { values.withLock { $0.append(value) } }
}
