import ArgumentParser
import Conductor
import Databases
import Foundation
import LinuxHost
import Ranges
import Vocabulary

/// Brings a range up and leaves it there.
struct RangeUp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Start hosts and a database, and leave them running.")

  @Option(help: "The database: etcd, galera, patroni or redis.") var database = "etcd"
  @Option(help: "How many members: 1 to 9.") var hosts = 3
  @Option(help: "The range's name.") var name = "range"
  @Option(help: "Settings as name=value, such as pre-vote=true.") var setting: [String] = []
  @Flag(inversion: .prefixedNo, help: "Prometheus and Alertmanager, where they are installed.")
  var monitoring = true
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    guard (1...9).contains(hosts) else {
      throw ValidationError("a range has 1 to 9 members, not \(hosts); try --hosts 3")
    }
    let kinds = DatabaseCatalogue.all.map(\.kind)
    guard kinds.contains(database) else {
      throw ValidationError(
        "there is no database '\(database)'; there are: \(kinds.joined(separator: ", "))")
    }
    for setting in setting where !setting.contains("=") {
      throw ValidationError("a setting is name=value, not '\(setting)'; try pre-vote=true")
    }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }),
      (1...24).contains(name.count)
    else {
      throw ValidationError("a range's name has 1 to 24 letters, digits and hyphens, not '\(name)'")
    }
  }

  func run() async throws {
    if let record = RangeRegistry.find(name) {
      guard !Sandbox(record: record).isAlive else {
        throw UsageError(
          "the range \(name) is up already",
          hint: "use another --name, or end it: cygnet range down \(name)")
      }
      Sandbox(record: record).remove(atOnce: true)
    }
    let settings = Dictionary(
      setting.map { text in
        let parts = text.split(separator: "=", maxSplits: 1)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      }, uniquingKeysWith: { $1 })
    Terminal.say("starting \(hosts) hosts with \(database) …")
    let cluster = try await Cluster.up(
      name: name, evidence: RangeRegistry.scratch(of: name) + ".logs",
      specification: DatabaseSpecification(kind: database, hosts: hosts, settings: settings),
      monitoring: monitoring && Cluster.canWatch(database)
        ? MonitoringSpecification.live.scrapeNs : nil,
      linger: nil, clock: { MonotonicClock.now() })
    guard case .status(let status) = try await cluster.connection.ask(.status) else { return }
    if json {
      print(try CanonicalJSON.line(status))
    } else {
      print("range \(name) is healthy after \(Terminal.seconds(cluster.upNs))")
      print(RangeStatusCommand.table(status))
      print("enter a host: cygnet range shell \(name) n1    end: cygnet range down \(name)")
    }
  }
}
