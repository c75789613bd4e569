// A process that writes into a ledger until somebody kills it. It says on standard output what
// came back as written: `finding F-3 <title>` and `exercise <folder>`, each line in one write.
import Evidence
import Findings
import Foundation
import Ledger
import Vocabulary

let root = CommandLine.arguments[1]
let name = CommandLine.arguments[2]
let most = Int(CommandLine.arguments[3]) ?? .max
let place = LedgerPlace(root: root)
let ledger = try TeamLedger(at: place)

func say(_ text: String) throws {
  try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
}

for number in 0..<most {
  let run = "mission/\(name)-\(number)"
  let folder = RunFolder(path: "\(root)/runs/\(run)")
  try FileManager.default.createDirectory(
    atPath: folder.path, withIntermediateDirectories: true)
  for (path, text) in [
    (folder.plan, "{}\n"), (folder.summary, WrittenRun.summary(name: "\(name)-\(number)")),
    (folder.seal, "# seal \(run)\n"),
  ] { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) }
  _ = try ledger.record(folder, outcome: nil, at: WrittenRun.time)
  try say("exercise runs/\(run)")
  let entry = try ledger.decide { backlog in
    WrittenRun.events(id: backlog.nextID, title: "\(name) \(number)", run: run)
  }
  try say("finding \(entry.events[0].finding) \(name) \(number)")
}
