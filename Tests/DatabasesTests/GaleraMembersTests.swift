import Testing
import Vocabulary

@testable import Databases

@Suite struct GaleraMembersTests {
  private func sight(
    _ component: String, status: String = "Primary", state: String = "Synced",
    ready: String = "ON", configuration: String = "3"
  ) throws -> GaleraSight {
    let addresses = component.map { "10.0.0.\($0):3306" }.joined(separator: ",")
    return try #require(
      GaleraSight(
        MariaDBReply(rows: [
          ["WSREP_CLUSTER_STATUS", status], ["WSREP_LOCAL_STATE_COMMENT", state],
          ["WSREP_READY", ready], ["WSREP_INCOMING_ADDRESSES", addresses],
          ["WSREP_CLUSTER_CONF_ID", configuration], ["WSREP_LAST_COMMITTED", "17"],
          ["WSREP_CLUSTER_STATE_UUID", "bf5ebf60-e706-4781-bdca-2ac05bf33090"],
        ])))
  }

  private func status(_ sights: GaleraSight?...) -> ClusterStatus {
    let seen = sights.enumerated().map { number, sight in
      GaleraMembers.Seen(
        host: HostName(rawValue: "n\(number + 1)"), address: "10.0.0.\(number + 1):3306",
        sight: sight)
    }
    return ClusterStatus(timeNs: .zero, members: GaleraMembers.members(seen))
  }

  @Test func `Of a whole group all serve, and the first of it is called the leader`() throws {
    let whole = try sight("213")
    let status = status(whole, whole, whole)
    #expect(status.leader == "n2" && status.serving == ["n1", "n2", "n3"])
    #expect(status.redundancy == 1 && status.members[0].term == 3)
  }

  @Test func `Who is outside of the primary component answers and serves nobody`() throws {
    // What 10.11 says there: a number that is none of 64 bits with a sign.
    let outside = try sight(
      "1", status: "non-Primary", state: "Initialized", ready: "OFF",
      configuration: "18446744073709551615")
    let rest = try sight("23", configuration: "4")
    let status = status(outside, rest, rest)
    #expect(status.leader == "n2" && status.serving == ["n2", "n3"])
    #expect(status.members[0].answers && status.members[0].term == nil)
    #expect(status.redundancy == 0)
  }

  @Test func `Of two primary components the larger one serves, whatever the other says`() throws {
    let forced = try sight("1", configuration: "9")
    let rest = try sight("23", configuration: "4")
    let split = status(forced, rest, rest)
    #expect(split.serving == ["n2", "n3"] && split.leader == "n2")
    #expect(split.members[0].leader == nil && split.members[0].answers)
  }

  @Test func `Of two that are as large the one with the first host serves`() throws {
    let status = status(try sight("1"), try sight("2"), nil)
    #expect(status.serving == ["n1"] && status.leader == "n1")
    #expect(!status.members[2].answers)
  }

  @Test func `A member that is copied does not serve, one that is copied from does`() throws {
    let copied = try sight("123", state: "Joiner", ready: "OFF")
    let donor = try sight("123", state: "Donor/Desynced")
    #expect(status(copied, donor, try sight("123")).serving == ["n2", "n3"])
  }

  @Test func `Answers that are none are not taken for some`() {
    #expect(GaleraSight(MariaDBReply()) == nil)
    #expect(GaleraSight(MariaDBReply(rows: [])) == nil)
    #expect(GaleraSight(MariaDBReply(rows: [["wsrep_ready", nil]])) == nil)
    #expect(GaleraSight(MariaDBReply(rows: [["wsrep_ready", "ON"]])) == nil)
    let failure = MariaDBFailure(code: 1047, message: "not prepared")
    #expect(GaleraSight(MariaDBReply(rows: nil, failure: failure)) == nil)
  }

  @Test func `Sums of all tables are one hash, and a missing one is none`() {
    let rows: [[String?]] = [
      ["cygnet.accounts", "1333745221"], ["cygnet.elements", "0"], ["cygnet.lists", "255"],
      ["cygnet.registers", "16"],
    ]
    #expect(GaleraSums.hash(MariaDBReply(rows: rows)) == "4f7f5645-0-ff-10")
    #expect(GaleraSums.hash(MariaDBReply(rows: Array(rows.dropLast()))) == nil)
    #expect(GaleraSums.hash(MariaDBReply(rows: rows.dropLast() + [["cygnet.x", nil]])) == nil)
    #expect(GaleraSums.hash(MariaDBReply()) == nil)
  }
}
