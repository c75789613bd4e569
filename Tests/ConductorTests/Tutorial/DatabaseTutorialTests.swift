import Foundation
import Testing

/// The tutorial of a new database against the source: what it names is there, all that is there is
/// named.
@Suite struct DatabaseTutorialTests {
  private func text() throws -> String {
    let name = try #require(Tutorial.names.last)
    return try String(
      contentsOfFile: "\(Tutorial.repository)/docs/tutorial/\(name).md", encoding: .utf8)
  }

  /// What stands in backquotes outside of fenced blocks.
  private static func code(in text: String) -> Set<String> {
    var isFenced = false
    return Set(
      text.split(separator: "\n").flatMap { line -> [String] in
        if line.hasPrefix("```") { isFenced.toggle() }
        if isFenced || line.hasPrefix("```") { return [] }
        return line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      })
  }

  /// Requirements and protocols that a text does not name.
  private static func unnamed(in text: String) throws -> [String] {
    let named = code(in: text)
    return try DatabaseProtocol.all().flatMap { [$0.name] + $0.requirements }
      .filter { !named.contains($0) }
  }

  /// What a text names that is not in the source.
  private static func invented(in text: String) throws -> [String] {
    let protocols = try DatabaseProtocol.all()
    let known = Set(protocols.flatMap { [$0.name] + $0.requirements })
    return code(in: text).filter { span in
      let isDatabase = span.hasSuffix("Database") && span.allSatisfy(\.isLetter)
      let isRequirement = span.hasSuffix(":)")
      return (isDatabase || isRequirement) && !known.contains(span)
    }.sorted()
  }

  /// Files and folders that a text names and that are not there.
  private static func missing(in text: String) -> [String] {
    let roots = ["Sources/", "Tests/", "scripts/", "Missions/"]
    return code(in: text).filter { span in
      roots.contains { span.hasPrefix($0) } && !span.hasPrefix("Missions/drill/")
        && !FileManager.default.fileExists(atPath: "\(Tutorial.repository)/\(span)")
    }.sorted()
  }

  @Test("It names every protocol with every requirement, and no other")
  func whole() throws {
    let text = try text()
    #expect(try Self.unnamed(in: text) == [])
    #expect(try Self.invented(in: text) == [])
    #expect(Self.missing(in: text) == [])
  }

  @Test("A requirement that it forgot, and one that it made up, are seen")
  func control() throws {
    let text = try text()
    let forgetful = text.replacing("`service(on:in:)`", with: "the service")
    #expect(try Self.unnamed(in: forgetful) == ["service(on:in:)"])
    let inventive = text + "\n`FastDatabase` has `start(at:)` in `Sources/Databases/Fast.swift`.\n"
    #expect(try Self.invented(in: inventive) == ["FastDatabase", "start(at:)"])
    #expect(Self.missing(in: inventive) == ["Sources/Databases/Fast.swift"])
  }

  @Test("Protocols are read as they are written")
  func reading() throws {
    let source = """
      /// Doc.
      package protocol OneDatabase: Database {
        /// The var.
        var port: Int { get }
        /// The func that is called so.
        func watch(
          _ cluster: ClusterLayout, every interval: Nanoseconds,
          report: @escaping @Sendable (Status, Int) async -> Void
        ) async
        func plain(for cluster: [HostName: String]) -> [[String]]
      }
      """
    #expect(
      DatabaseProtocol.read(source) == [
        DatabaseProtocol(
          name: "OneDatabase", requirements: ["port", "watch(_:every:report:)", "plain(for:)"])
      ])
    let names = try DatabaseProtocol.all().map(\.name)
    #expect(names.contains("Database") && names.contains("MonitoredDatabase"))
  }

  @Test("What the load speaks to is what the tutorial says")
  func client() throws {
    let named = Self.code(in: try text())
    let client = try #require(try DatabaseProtocol.all().first { $0.name == "StoreClient" })
    #expect(client.requirements.count == 3 && named.isSuperset(of: client.requirements))
    // Two loads use what only etcd has, and the page says which.
    let workloads = Tutorial.repository + "/Sources/Workloads"
    let files = FileManager.default.enumerator(atPath: workloads)?.compactMap { $0 as? String }
    let own = try #require(files).filter { file in
      guard file.hasSuffix(".swift") else { return false }
      return try String(contentsOfFile: "\(workloads)/\(file)", encoding: .utf8)
        .contains("EtcdClient")
    }
    #expect(own.sorted() == ["ClockRegisterWorkload.swift", "SerializableRegisterWorkload.swift"])
    #expect(named.isSuperset(of: ["clock-register", "serializable-register"]))
  }
}
