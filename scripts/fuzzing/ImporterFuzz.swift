import Foundation
import Vocabulary

@testable import Histories

/// One of libFuzzer's inputs for the importer that `CYGNET_FUZZ_IMPORTER` names.
///
/// Effect: what is malformed is refused; a crash, an overrun or a hang is what libFuzzer reports.
/// Built by `scripts/fuzz-importers`, not by the package: libFuzzer brings its own `main`.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzImporter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  ImporterFuzz.importer(bytes)
  return 0
}

/// The importers by name.
enum ImporterFuzz {
  static let importer: @Sendable ([UInt8]) -> Void = {
    let name = ProcessInfo.processInfo.environment["CYGNET_FUZZ_IMPORTER"] ?? ""
    guard let importer = importers[name] else {
      preconditionFailure("CYGNET_FUZZ_IMPORTER is one of \(importers.keys.sorted())")
    }
    return importer
  }()

  static let importers: [String: @Sendable ([UInt8]) -> Void] = [
    "jsonl": { text($0, .jsonLines) },
    "edn": { text($0, .edn) },
    "jepsen-json": { text($0, .jepsenJSON) },
    "jepsen-log": { text($0, .jepsenLog) },
    "kv-log": { text($0, .keyValueLog) },
    "blocks": { blocks($0) },
    "transactions-jsonl": { _ = try? TransactionHistory(jsonLines: $0, file: "fuzz") },
    "transactions-edn": {
      _ = try? TransactionHistory(edn: String(decoding: $0, as: UTF8.self), file: "fuzz")
    },
    "transactions-blocks": { transactionBlocks($0) },
  ]

  /// What was read must also be written and read again as the same.
  private static func text(_ bytes: [UInt8], _ format: HistoryFormat) {
    guard let history = try? History(text: bytes, file: "fuzz", format: format),
      let lines = try? history.jsonLines()
    else { return }
    let again = try? History(text: Array(lines.utf8), file: "again", format: .jsonLines)
    precondition(
      again?.operations.count == history.operations.count, "an operation was lost on its way")
  }

  /// The input as the records of a block whose checksum is right.
  private static func blocks(_ bytes: [UInt8]) {
    let records = bytes + [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32)
    let block = [UInt8](repeating: 0, count: HistoryBlock.headerSize) + records
    var decoder = BlockDecoder(path: "fuzz")
    var filling = HistoryFilling()
    block.withUnsafeBytes { raw in
      do throws(HistoryError) { try decoder.decode(raw, at: 0, into: &filling) } catch {}
    }
    for operation in filling.history.operations { _ = filling.history.label(of: operation) }
  }

  private static func transactionBlocks(_ bytes: [UInt8]) {
    let block = [UInt8](repeating: 0, count: TransactionBlock.headerSize) + bytes
    var decoder = TransactionDecoder(path: "fuzz")
    block.withUnsafeBytes { raw in
      do throws(HistoryError) { try decoder.decode(raw, at: 0) } catch {}
    }
  }
}
