import ArgumentParser
import Foundation
import Ledger
import LinuxHost
import Vocabulary

/// The index, made anew.
struct LedgerRebuildVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the index anew from run folders, findings.jsonl and cygnet.yaml.",
    discussion: "All of it or nothing; exits with 1 where a finished run could not be read.")

  @Argument(help: "Folders to look below, beside runs and those that were recorded before.")
  var folders: [String] = []
  @OptionGroup var options: DeskOptions
  @Flag(help: "No progress on standard error.") var quiet = false

  func run() throws {
    guard let place = try LedgerDesk.place(options.program) else {
      throw UsageError(
        "there is no cygnet.yaml here or in a folder above",
        hint: "cygnet program init writes one to begin with")
    }
    let roots = try folders.map { folder in
      let path = URL(fileURLWithPath: folder).standardizedFileURL.path
      guard FileManager.default.fileExists(atPath: path) else {
        throw UsageError("there is no folder \(folder)", hint: "name one that has run folders")
      }
      return path
    }
    let program = try LedgerDesk.read(place)
    let start = MonotonicClock.now()
    var said = start
    let report = try TeamLedger.rebuild(at: place, roots: roots, program: program) { count in
      let now = MonotonicClock.now()
      guard !quiet, now >= said + .seconds(2) else { return }
      said = now
      Terminal.say("\(count) exercises read")
    }
    if options.json {
      print(try CanonicalJSON.line(report))
    } else {
      print(
        "\(report.exercises) exercises, \(report.findings) findings from \(report.events) lines, "
          + "\(Terminal.seconds(MonotonicClock.now() - start))")
      for line in report.unreadable { print("not read: \(line)") }
    }
    if !report.unreadable.isEmpty { throw ExitCode(1) }
  }
}
