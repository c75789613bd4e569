import Evidence
package import Exercises
import Faults
import LinuxHost
import Ranges
package import Vocabulary

/// Looks at the machines that an exercise is meant for, before people start on its range.
///
/// Effect: binary, agent and reaper as `range doctor --inventory` leaves them; nothing is injected,
///         for the faults of an exercise with people go to its range.
package struct MachineChecks: Sendable {
  let plan: Plan
  let inventory: Inventory

  /// Checks of the machines that a plan is meant for.
  package init(plan: Plan, inventory: Inventory) {
    self.plan = plan
    self.inventory = inventory
  }

  /// What is looked at, in order, with its title.
  static let titles: [(id: String, title: String)] = [
    ("machines", "The machines are who they should be"),
    ("machine-kinds", "Every step could run on the machines"),
    ("machine-clocks", "The machines' clocks agree"),
  ]

  /// More than this misplaces what the machines' own logs say beside the timeline.
  private static let mostOffset = Nanoseconds.milliseconds(100)

  /// The list before anything was looked at.
  static var open: [PreflightItem] { items(isGo: nil, "not looked at yet") }

  /// All of them alike, such as after an inventory that cannot be read.
  static func items(isGo: Bool?, _ detail: String) -> [PreflightItem] {
    titles.map { id, title in
      PreflightItem(id: id, title: title, isGo: isGo, detail: detail, byPerson: false)
    }
  }

  /// Why the plan could not be carried out on these machines, one sentence each.
  ///
  /// `usable` is what a machine's kernel can do; without a look at it, everything.
  package static func refusals(
    of plan: Plan, on inventory: Inventory,
    usable: (HostName) -> Set<Capability> = { _ in Set(Capability.allCases) }
  ) -> [String] {
    let known = Dictionary(
      inventory.hosts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var reasons = plan.hosts.map(\.name).filter { known[$0] == nil }.map {
      "the inventory \(inventory.name) has no host \($0)"
    }
    let signatures = Dictionary(
      FaultCatalogue.all.map { ($0.signature.kind, $0.signature) },
      uniquingKeysWith: { first, _ in first })
    for step in plan.steps where step.verb == .inject || step.verb == .operate {
      guard let signature = signatures[step.kind] else { continue }
      // A step on no member, such as one on the monitoring, is asked about on any machine.
      let own = step.hosts.compactMap { known[$0] }
      for host in own.isEmpty ? Array(inventory.hosts.prefix(1)) : own {
        let refusal = RemoteKinds.refusal(of: signature, on: host, usable: usable(host.name))
        if let refusal { reasons.append("\(step.name), \(step.kind) on \(host.name): \(refusal)") }
      }
    }
    return reasons
  }

  /// Looks at every machine and returns the lines of the list.
  package func look() async -> [PreflightItem] {
    let outcomes: [RemoteExamination.Outcome]
    do throws(RangeError) {
      outcomes = try await RemoteExamination.examine(inventory) { host throws(RangeError) in
        try Fleet.membership(of: host, in: inventory)
      }
    } catch {
      return Self.items(isGo: false, error.description)
    }
    return [identities(outcomes), kinds(outcomes), await clocks()]
  }

  private func item(_ id: String, _ troubles: [String], _ good: String) -> PreflightItem {
    let title = Self.titles.first { $0.id == id }?.title ?? id
    return PreflightItem(
      id: id, title: title, isGo: troubles.isEmpty,
      detail: troubles.isEmpty ? good : troubles.joined(separator: "; "), byPerson: false)
  }

  func identities(_ outcomes: [RemoteExamination.Outcome]) -> PreflightItem {
    var troubles: [String] = []
    for (host, outcome) in zip(inventory.hosts, outcomes) {
      guard let seen = outcome.seen else {
        troubles.append("\(host.name): \(outcome.trouble ?? "it gave no answer")")
        continue
      }
      if let cluster = inventory.database, host.service != nil {
        let wanted = (try? Fleet.membership(of: host, in: inventory))?.expectedIdentity
        if seen.identity == nil || seen.identity != wanted {
          let says = seen.identity.map { "it is cluster \($0)" }
          troubles.append(
            "\(host.name): \(says ?? seen.identityTrouble ?? "it does not say who it is"), "
              + "the inventory says \(cluster.identity)")
        }
        if seen.databaseProcesses == 0 {
          troubles.append("\(host.name): its database does not run")
        }
      }
      if !seen.heldFaults.isEmpty {
        troubles.append("\(host.name) still holds \(seen.heldFaults.joined(separator: ", "))")
      }
    }
    let names = inventory.hosts.map(\.name.rawValue).joined(separator: ", ")
    let cluster = inventory.database.map { ", cluster \($0.identity)" } ?? ""
    let people = inventory.isProduction ? "; production: two persons say start" : ""
    return item(
      "machines", troubles,
      "\(names): the agents answer\(cluster), nothing is held; the faults of this exercise go to "
        + "its range, never to them\(people)")
  }

  func kinds(_ outcomes: [RemoteExamination.Outcome]) -> PreflightItem {
    let findings = outcomes.reduce(into: [HostName: Set<Capability>]()) { known, outcome in
      known[outcome.host] = Set(
        (outcome.seen?.findings ?? []).filter(\.isUsable).compactMap(\.capability))
    }
    let refused = Self.refusals(of: plan, on: inventory) { findings[$0] ?? [] }
    let count = plan.steps.count { $0.verb == .inject || $0.verb == .operate }
    return item("machine-kinds", refused, "\(count) of \(count) steps could run there")
  }

  private func clocks() async -> PreflightItem {
    let readings: [RemoteClocks.Reading]
    do throws(RangeError) {
      readings = try await RemoteClocks.read(inventory)
    } catch {
      return item("machine-clocks", [error.message], "")
    }
    var troubles: [String] = []
    var worst: RemoteClocks.Reading?
    for reading in readings {
      if let trouble = reading.trouble {
        troubles.append("\(reading.host): \(trouble)")
        continue
      }
      let offset = abs(reading.offsetNs.rawValue)
      if offset > Self.mostOffset.rawValue + reading.errorNs.rawValue {
        troubles.append("\(reading.host) is off by \(Self.words(reading))")
      }
      if offset >= abs(worst?.offsetNs.rawValue ?? 0) { worst = reading }
    }
    let good = worst.map { "worst offset \(Self.words($0)), on \($0.host)" } ?? "none to read"
    return item("machine-clocks", troubles, good)
  }

  private static func words(_ reading: RemoteClocks.Reading) -> String {
    let error = FaultTrial.milliseconds(reading.errorNs)
    return "\(FaultTrial.milliseconds(reading.offsetNs)) ± \(error)"
  }
}
