import Foundation
import MissionLanguage
import Vocabulary

/// An inventory file read, with errors as compilers print them.
struct InventorySource {
  let path: String
  let inventory: Inventory

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "cannot read the inventory \(path)", hint: "docs/reference/inventory.md shows how one looks"
      )
    }
    self.path = path
    switch InventoryParser.parse(bytes: Array(data), file: path) {
    case .success(let inventory): self.inventory = inventory
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }
}
