import ArgumentParser
import Ranges
import Vocabulary

/// Which ranges there are and what is in them.
struct RangeStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Which ranges are up, with hosts and faults that are held.")

  @Flag(help: "One JSON object a range on standard output.") var json = false

  private struct Row: Encodable {
    var name: String
    var alive: Bool
    var evidence: String
    var status: RangeStatus?
  }

  func run() async throws {
    let records = RangeRegistry.all()
    if records.isEmpty && !json { print("no range is up; try cygnet range up --database etcd") }
    for record in records {
      var row = Row(
        name: record.name, alive: Sandbox(record: record).isAlive,
        evidence: record.places.evidence, status: nil)
      if let connection = try? RangeConnection(socket: record.places.socket),
        case .status(let status) = try? await connection.ask(.status)
      {
        row.status = status
        connection.close()
      }
      if json {
        print(try CanonicalJSON.line(row))
      } else {
        print(
          "\(record.name): \(row.alive ? "up" : "dead; end it: cygnet range down \(record.name)")")
        if let status = row.status { print(Self.table(status)) }
      }
    }
  }

  static func table(_ status: RangeStatus) -> String {
    var lines = status.hosts.map { host in
      let database = host.databasePid.map { "database is process \($0)" } ?? "no database runs"
      return "  \(Terminal.padded(host.name.rawValue, 8)) \(Terminal.padded(host.address, 14))"
        + database
    }
    let held = status.heldFaults.isEmpty ? "none" : status.heldFaults.joined(separator: ", ")
    lines.append("  faults held: \(held)")
    return lines.joined(separator: "\n")
  }
}
