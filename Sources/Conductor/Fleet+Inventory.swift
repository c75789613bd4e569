import Databases
package import Ranges
package import Vocabulary

extension Fleet {
  /// Connects to every machine of the inventory; what its kind of database can be asked is known.
  package static func connect(
    to inventory: Inventory, approvedBy: [String] = []
  ) async throws(RangeError) -> Fleet {
    try await connect(to: inventory, approvedBy: approvedBy) { host throws(RangeError) in
      try membership(of: host, in: inventory)
    }
  }

  /// What the database on a host can be asked; nothing where it has none.
  package static func membership(
    of host: InventoryHost, in inventory: Inventory
  ) throws(RangeError) -> Membership {
    guard let service = host.service else { return Membership(readiness: nil, identity: nil) }
    guard let cluster = inventory.database,
      let database = DatabaseCatalogue.database(cluster.kind) as? any IdentifiedDatabase
    else {
      throw RangeError(
        "the inventory does not say which cluster the database on \(host.name) belongs to",
        hint: "write `database: {kind: etcd, identity: …}`")
    }
    guard let question = database.identity(cluster.identity, port: service.port) else {
      throw RangeError(
        "`\(cluster.identity)` is no identity of \(cluster.kind)",
        hint: "cygnet range doctor --inventory shows what its members say")
    }
    return Membership(readiness: database.readiness(port: service.port), identity: question)
  }
}
