import Evidence
import Exercises
import Vocabulary

extension LiveExercise {
  /// Looks at the machines that the exercise is meant for; nothing where it names none.
  func lookAtMachines() async -> [PreflightItem] {
    guard record.exercise.design.machines != nil else { return [] }
    guard let data = try? LiveFiles.read(folder.inventory),
      let inventory = try? CanonicalJSON.decode(Inventory.self, from: data)
    else { return MachineChecks.items(isGo: false, "inventory.json cannot be read") }
    return await MachineChecks(plan: plan, inventory: inventory).look()
  }
}
