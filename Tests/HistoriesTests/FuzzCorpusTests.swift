import Foundation
import Testing
import Vocabulary

@testable import Histories

/// What the fuzzer begins with, and what it once found: `make fuzz-importers` goes on from there.
@Suite struct FuzzCorpusTests {
  private static func inputs(_ importer: String) -> [[UInt8]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/fuzz/\(importer)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map { [UInt8]($0) }
    }
  }

  @Test(arguments: [HistoryFormat.jsonLines, .edn, .jepsenJSON, .jepsenLog, .keyValueLog])
  func `Every text of the corpus is read or refused, and some are read`(
    _ format: HistoryFormat
  ) {
    let inputs = Self.inputs(format.rawValue)
    let read = inputs.compactMap { try? History(text: $0, file: "corpus", format: format) }
    #expect(!inputs.isEmpty && read.contains { !$0.operations.isEmpty }, "\(format)")
  }

  @Test func `An operation that a block completes twice has its last answer`() throws {
    var operations = 0
    for bytes in Self.inputs("blocks") {
      let records = bytes + [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32)
      let block = [UInt8](repeating: 0, count: HistoryBlock.headerSize) + records
      var decoder = BlockDecoder(path: "corpus")
      var filling = HistoryFilling()
      block.withUnsafeBytes { raw in try? decoder.decode(raw, at: 0, into: &filling) }
      for operation in filling.history.operations {
        operations += 1
        // A collection that another completion had left would lead nowhere.
        #expect(operation.valueListNumber.map { $0 < filling.history.lists.count } ?? true)
        #expect(!filling.history.label(of: operation).isEmpty)
      }
    }
    #expect(operations > 1)
  }
}
