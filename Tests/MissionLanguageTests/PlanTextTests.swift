import MissionLanguage
import Testing
import Vocabulary

@Suite struct PlanTextTests {
  static func explain(_ mission: String) throws -> (plan: Plan, text: String) {
    let plan = try TestFiles.plan(try TestFiles.mission(named: mission), seed: 5)
    let text = PlanText.explain(
      plan,
      commands: [
        "slow-disk": [("set the disk", "clear the disk")], "upgrade": [("stop the member", nil)],
      ], signatures: SampleCatalogue.signatures)
    return (plan, text)
  }

  @Test("Every step says when, where, how proved, how undone and what a pause does")
  func complete() throws {
    let (plan, text) = try Self.explain("etcd-quorum-erosion")
    for step in plan.steps {
      #expect(text.contains(step.name.rawValue))
      for host in step.hosts { #expect(text.contains(host.rawValue)) }
    }
    #expect(text.contains("3s after upgrade has taken effect (about 8s after the start)"))
    #expect(text.contains("The fault disk.slow begins on"))
    #expect(text.contains("with fsync 1s, for 20s"))
    #expect(text.contains("Does:   set the disk\n     Undoes: clear the disk"))
    #expect(text.contains("Undoes: nothing; what it did stays until somebody acts"))
    #expect(text.components(of: "While the clock is paused:") == plan.steps.count)
    #expect(text.components(of: "How it is proved:") == plan.steps.count)
    #expect(text.contains("write-success < 1% for 2m"))
    let flat = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(flat.contains(plan.blue.told) && flat.contains(plan.hypothesis))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("A cut is shown as arrows")
  func arrows() throws {
    let (plan, text) = try Self.explain("etcd-asymmetric-visibility")
    let link = plan.steps[0].links[0]
    #expect(text.contains("\(link.from) → \(link.to)"))
    #expect(try Self.explain("etcd-forced-new-cluster").text.contains(" ↔ "))
  }

  @Test("The same plan is explained in the same words")
  func stable() throws {
    #expect(
      try Self.explain("etcd-quorum-erosion").text == Self.explain("etcd-quorum-erosion").text)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
