import ArgumentParser
import Databases
import Foundation
import Vocabulary

/// The comparison of replicas after the load; started by an agent, writes one line.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "The comparison of replicas.", shouldDisplay: false)

  @Argument(help: "Path of the order: a database kind and a cluster layout.")
  var order: String

  func run() async throws {
    guard let data = FileManager.default.contents(atPath: order) else {
      throw ValidationError("cannot read the order \(order)")
    }
    let order = try CanonicalJSON.decode(CompareOrder.self, from: data)
    guard let database = DatabaseCatalogue.database(order.kind) as? any ComparableDatabase else {
      throw ValidationError("members of '\(order.kind)' cannot be compared")
    }
    print(try CanonicalJSON.line(await database.compare(order.cluster)))
  }
}
