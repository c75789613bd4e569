import Databases
import Faults
import Testing
import Vocabulary

@Suite struct FaultCatalogueTests {
  static let signatures = FaultCatalogue.all.map(\.signature)

  private func compiled(
    _ signature: StepSignature, name: StepName = "trial", hosts: [HostName] = ["n1", "n2"]
  ) throws -> CompiledFault {
    let step = SampleSteps.step(signature, name: name, hosts: hosts)
    return try #require(FaultCatalogue.compile(step, on: SampleSteps.cluster(for: signature)))
  }

  @Test("A kind is named, explained and bounded as missions need it", arguments: signatures)
  func signatureIsSane(signature: StepSignature) {
    let parts = signature.kind.split(separator: ".")
    #expect(parts.count == 2)
    #expect(signature.kind.allSatisfy { $0.isLowercase || $0 == "." || $0 == "-" })
    #expect(
      signature.verb
        == (["net", "disk", "clock", "proc", "host", "monitoring"].contains(parts[0])
          ? .inject : .operate))
    let shapes: [Substring: StepSignature.TargetShape] = ["net": .link, "monitoring": .none]
    #expect(signature.targets == shapes[parts[0]] ?? .hosts)
    #expect(signature.needs.contains(.namespaces))
    #expect(
      signature.needs.contains(.nftables)
        == (["net", "monitoring"].contains(parts[0]) || signature.kind == "host.crash"))
    #expect(
      signature.needs.contains(.nfqueue) == (parts[0] == "net" && signature.kind != "net.cut"))
    #expect(signature.needs.contains(.fuse) == (parts[0] == "disk"))
    for sentence in [signature.summary, signature.proof] + signature.parameters.map(\.help) {
      #expect(sentence.count > 15 && !sentence.hasSuffix("."))
    }
    #expect(Set(signature.parameters.map(\.name)).count == signature.parameters.count)
    #expect(
      signature.oneOf.allSatisfy { name in
        signature.parameters.contains { $0.name == name && !$0.isRequired }
      })
    #expect(
      signature.atMostOne.allSatisfy { name in
        signature.parameters.contains { $0.name == name && !$0.isRequired }
      })
    for bounds in signature.parameters.compactMap(\.bounds) {
      #expect(bounds.lowerBound >= 0 && bounds.lowerBound < bounds.upperBound)
    }
  }

  @Test("A kind has meaning on exactly the databases that it names", arguments: signatures)
  func scope(signature: StepSignature) throws {
    for database in DatabaseCatalogue.all.map(\.kind) {
      var cluster = SampleSteps.cluster
      cluster.kind = database
      let step = SampleSteps.step(signature)
      let compiled = FaultCatalogue.compile(step, on: cluster)
      let hint = signature.databases?.hint(on: database)
      #expect((compiled == nil) == (hint != nil), "\(signature.kind) on \(database)")
      guard let hint else { continue }
      #expect(
        FaultCatalogue.refusal(of: step, on: cluster)
          == "\(database) has no \(signature.kind): \(hint)")
    }
  }

  @Test("A kind is there once, and none is both there and not yet there")
  func kindsAreUnique() {
    let kinds = Self.signatures.map(\.kind)
    #expect(Set(kinds).count == kinds.count)
    #expect(Set(kinds).isDisjoint(with: FaultCatalogue.notYet.keys))
    #expect(FaultCatalogue.notYet.values.allSatisfy { !$0.isEmpty })
    #expect(FaultCatalogue.notYet.keys.allSatisfy { FaultCatalogue.fault($0) == nil })
    #expect(FaultCatalogue.fault("disk.slow")?.signature.kind == "disk.slow")
  }

  @Test(
    "Whatever a kind changes on a host it undoes, unless it says that nothing can",
    arguments: signatures)
  func everyChangeIsUndone(signature: StepSignature) throws {
    let fault = try compiled(signature)
    #expect(fault.isIrreversible != UndoAudit.leftovers(of: fault).isEmpty)
    if fault.isIrreversible { #expect(fault.undo.isEmpty) }
  }

  @Test("The audit sees an undo that was taken away", arguments: signatures)
  func auditSeesMissingUndo(signature: StepSignature) throws {
    var fault = try compiled(signature)
    guard !fault.undo.isEmpty else { return }
    fault.undo = []
    #expect(!UndoAudit.leftovers(of: fault).isEmpty)
  }

  @Test("An undo names only what the fault itself made", arguments: signatures)
  func undoIsOwn(signature: StepSignature) throws {
    let fault = try compiled(signature)
    #expect(UndoAudit.strangers(in: fault) == [])
    var other = try compiled(signature, name: "another", hosts: ["n3"])
    other.undo = fault.undo
    if !fault.undo.isEmpty { #expect(!UndoAudit.strangers(in: other).isEmpty) }
  }

  @Test(
    "An effect is proved, and so is its end wherever something is undone",
    arguments: signatures)
  func probesArePresent(signature: StepSignature) throws {
    let fault = try compiled(signature)
    #expect(!fault.actions.isEmpty)
    #expect(!fault.effect.isEmpty)
    #expect(fault.healed.isEmpty == fault.undo.isEmpty)
    #expect(fault.effect != fault.healed)
    #expect(fault.proofLimitNs > .zero)
  }

  @Test("A kind acts on every host it is told, and on no other", arguments: signatures)
  func everyHostIsReached(signature: StepSignature) throws {
    let fault = try compiled(signature)
    if signature.targets == .none {
      // A fault on blue's tools names no host, and acts on none of the database's.
      #expect(Set((fault.actions + fault.undo).map(\.host)) == ["monitoring"])
      return
    }
    let typed = fault.actions.compactMap { action -> OperatorCommand? in
      if case .command(let command) = action { command } else { nil }
    }
    let changed = Set(fault.actions.map(\.host)).subtracting(typed.map(\.host))
    #expect(changed.isSubset(of: ["n1", "n2"]))
    // An operator may type about a member on another one, which must be told which one is meant.
    for host in ["n1", "n2"] as [HostName] {
      let isNamed = typed.contains { $0.text.contains("<id of \(host)>") }
      #expect(isNamed || fault.actions.contains { $0.host == host })
    }
    #expect(Set(fault.undo.map(\.host)).isSubset(of: ["n1", "n2"]))
  }

  @Test(
    "The same step compiles to the same bytes, and the bytes to the same fault",
    arguments: signatures)
  func compilationIsPure(signature: StepSignature) throws {
    let fault = try compiled(signature)
    let cluster = SampleSteps.cluster(for: signature)
    let reordered = ClusterFacts(
      addresses: Dictionary(
        uniqueKeysWithValues: cluster.addresses.sorted { $0.key > $1.key }), kind: cluster.kind)
    let again = FaultCatalogue.compile(SampleSteps.step(signature), on: reordered)
    let line = try CanonicalJSON.line(fault)
    #expect(try again.map { try CanonicalJSON.line($0) } == line)
    #expect(try CanonicalJSON.decode(CompiledFault.self, from: line) == fault)
  }

  @Test("What an operator does in etcd's words compiles to nothing on another database")
  func otherDatabases() throws {
    var cluster = SampleSteps.cluster
    let step = SampleSteps.step(StaleMember().signature)
    #expect(FaultCatalogue.compile(step, on: cluster) != nil)
    cluster.kind = "unheard-of"
    #expect(FaultCatalogue.compile(step, on: cluster) == nil)
  }

  @Test("A manager is paused only where there is one that promotes by itself")
  func managers() {
    for signature in [PauseFailover().signature, ResumeFailover().signature] {
      let step = SampleSteps.step(signature)
      for kind in ["etcd", "redis", "galera"] {
        let facts = ClusterFacts(addresses: SampleSteps.cluster.addresses, kind: kind)
        #expect(FaultCatalogue.compile(step, on: facts) == nil)
      }
      #expect(FaultCatalogue.compile(step, on: SampleSteps.cluster(for: signature)) != nil)
    }
  }

  @Test("Every database has an old backup put in the place of one member's data")
  func oldSnapshots() {
    let step = SampleSteps.step(OldSnapshot().signature)
    for kind in ["etcd", "redis", "patroni", "galera"] {
      let facts = ClusterFacts(addresses: SampleSteps.cluster.addresses, kind: kind)
      let fault = FaultCatalogue.compile(step, on: facts)
      #expect(fault?.isIrreversible == true)
      #expect(fault?.effect.contains(.databaseRestarted(host: "n2")) == true)
    }
  }

  @Test("Of a database that is none is said that there is no injector")
  func unheardOf() {
    let facts = ClusterFacts(addresses: SampleSteps.cluster.addresses, kind: "unheard-of")
    let step = SampleSteps.step(StaleMember().signature)
    #expect(FaultCatalogue.compile(step, on: facts) == nil)
    #expect(
      FaultCatalogue.refusal(of: step, on: facts)
        == "there is no injector for operator.stale-member on unheard-of")
  }

  @Test("A host of a second cluster is forced in that cluster's own words")
  func lookAlikes() throws {
    var cluster = ClusterFacts(addresses: SampleSteps.cluster.addresses, kind: "redis")
    var second = cluster.layout
    second.token = "other"
    second.addresses = ["m1": "10.0.0.9"]
    cluster.lookAlike = second
    let step = SampleSteps.step(ForceNewCluster().signature, hosts: ["m1"])
    let fault = try #require(FaultCatalogue.compile(step, on: cluster))
    guard case .command(let command)? = fault.actions.first else {
      Issue.record("nothing is typed")
      return
    }
    #expect(command.host == "m1" && command.arguments.last == "other")
  }

  @Test("A removal is typed at a member that serves; refused, it leaves nothing to take back")
  func removal() throws {
    var cluster = SampleSteps.cluster
    cluster.serving = ["n1", "n3"]
    var step = SampleSteps.step(RemoveMember().signature, hosts: ["n1"])
    let done = try #require(FaultCatalogue.compile(step, on: cluster))
    #expect(done.isIrreversible)
    #expect(Set(done.actions.map(\.host)) == ["n3"])
    step.parameters["expect"] = .text("refused")
    let refused = try #require(FaultCatalogue.compile(step, on: cluster))
    #expect(!refused.isIrreversible)
    #expect(UndoAudit.leftovers(of: refused).isEmpty)
    #expect(refused.effect != done.effect)
  }

  @Test(
    "A step that is no fault compiles to nothing",
    arguments: [PlannedStep.Verb.cue, .wait, .heal])
  func othersCompileToNothing(verb: PlannedStep.Verb) {
    var step = SampleSteps.step(SlowDisk().signature)
    step.verb = verb
    #expect(FaultCatalogue.compile(step, on: SampleSteps.cluster) == nil)
    step.verb = .inject
    step.kind = "disk.unheard-of"
    #expect(FaultCatalogue.compile(step, on: SampleSteps.cluster) == nil)
  }
}
