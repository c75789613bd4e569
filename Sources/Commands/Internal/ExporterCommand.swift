import ArgumentParser
import Databases
import Histories
import LinuxHost
import Workloads

/// The application's own metrics; started by an agent on the host of the load.
struct ExporterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exporter", abstract: "The application's metrics.", shouldDisplay: false)

  @Argument(help: "Path of the history that the load writes.") var history: String
  @Argument(help: "Where to listen.") var address: String

  func run() throws {
    HelperEnd.follow()
    var tail = HistoryTail(path: history)
    var figures = ApplicationFigures()
    try HTTPListener.serve(address, port: MonitoringLayout.applicationPort) { _ in
      // A history that is not there yet is nothing new.
      figures.add((try? tail.read()) ?? [])
      return figures.text
    }
  }
}
