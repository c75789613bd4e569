import Testing
import Vocabulary

@Suite struct DiskSettingTests {
  @Test(
    "A pattern stands for whole paths, a star for any text",
    arguments: [
      ("*/wal/*", "data/member/wal/0.wal", true), ("*/wal/*", "data/member/snap/db", false),
      ("*.wal", "data/member/wal/0.wal", true), ("*.wal", "data/member/wal/0.wal.tmp", false),
      ("data/?", "data/a", true), ("data/?", "data/ab", false), ("*", "", true), ("", "a", false),
      ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-b", false), ("**", "x/y", true),
      ("*größe*", "die größe hier", true),
    ])
  func patterns(pattern: String, path: String, chooses: Bool) {
    #expect(FileChoice(fault: "f", files: pattern).chooses(path) == chooses)
  }

  @Test("Every file is chosen without a pattern, but for files of other faults' probes")
  func probes() {
    let own = ProbeFile.prefix(of: "one") + "7"
    let others = ProbeFile.prefix(of: "two") + "7"
    for choice in [FileChoice(fault: "one"), FileChoice(fault: "one", files: "*/wal/*")] {
      #expect(choice.chooses(own) && choice.chooses("data/" + own))
      #expect(!choice.chooses(others) && !choice.chooses(ProbeFile.quietPrefix + "7"))
    }
    #expect(FileChoice(fault: "one").chooses("data/member/snap/db"))
    #expect(ProbeFile.isOrdinary("data/.cygnet-x") && !ProbeFile.isOrdinary("data/" + own))
  }

  static let settings = [
    DiskSetting(fault: "a", fsyncDelayNs: .seconds(1), readDelayNs: .milliseconds(2)),
    DiskSetting(errors: [DiskError(choice: FileChoice(fault: "b"), calls: [.write], ratio: 0.2)]),
    DiskSetting(full: [DiskFull(choice: FileChoice(fault: "c"), leaveBytes: 10)]),
    DiskSetting(stalls: [DiskStall(choice: FileChoice(fault: "d"), calls: DiskCall.allCases)]),
    DiskSetting(losses: [SyncLoss(choice: FileChoice(fault: "e"), isLying: true)]),
    DiskSetting(torn: [TornWrite(choice: FileChoice(fault: "f", files: "*.wal"), atBytes: 7)]),
    DiskSetting(rot: [BitRot(choice: FileChoice(fault: "g"), ratio: 0.1)]),
    DiskSetting(fault: "h", fsyncDelayNs: .seconds(2), writeDelayNs: .milliseconds(1)),
  ]

  @Test("Settings merge in any order to the same, rest changes nothing, and all have words")
  func merging() throws {
    for left in Self.settings {
      #expect(left.merged(with: DiskSetting()) == left)
      #expect(!left.words.isEmpty)
      for right in Self.settings {
        let both = left.merged(with: right)
        #expect(both == right.merged(with: left))
        #expect(Set(both.words) == Set(left.words + right.words))
        let line = try CanonicalJSON.line(both)
        #expect(try CanonicalJSON.decode(DiskSetting.self, from: line) == both)
      }
    }
    let all = Self.settings.reduce(DiskSetting()) { $0.merged(with: $1) }
    #expect(all == Self.settings.reversed().reduce(DiskSetting()) { $0.merged(with: $1) })
    #expect(DiskSetting().words.isEmpty)
  }

  @Test("The same block has the same flipped bit however it is read, and others have none")
  func rot() {
    let rule = BitRot(choice: FileChoice(fault: "g"), ratio: 0.25)
    func read(_ range: Range<Int>, of path: String = "data/db") -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: range.count)
      _ = bytes.withUnsafeMutableBytes { rule.flip($0, of: path, at: Int64(range.lowerBound)) }
      return bytes
    }
    let whole = read(0..<400 * BitRot.block)
    let flipped = whole.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect((60...140).contains(flipped))
    let parts = stride(from: 0, to: whole.count, by: 1_000).flatMap {
      read($0..<min($0 + 1_000, whole.count))
    }
    #expect(parts == whole)
    #expect(read(0..<whole.count, of: "data/other") != whole)
  }

  @Test(
    "A list of calls is read, and a word that is none refuses the whole list",
    arguments: [
      ("write, fsync", [DiskCall.write, .fsync]), ("read", [.read]), ("write,speed", nil),
      ("", nil), ("mkdir rename", [.mkdir, .rename]),
    ] as [(String, [DiskCall]?)])
  func calls(text: String, calls: [DiskCall]?) {
    #expect(DiskCall.list(text) == calls)
  }
}
