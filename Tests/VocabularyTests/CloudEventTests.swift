import Testing
import Vocabulary

@Suite struct CloudEventTests {
  @Test func `What is not known is left out, and the rest has the names of the format`() {
    let bare = CloudEvent(id: "ev-1", source: "/runs/a", type: "cygnet.abort", data: [:]).json
    #expect(bare["specversion"] == "1.0" && bare["id"] == "ev-1" && bare["source"] == "/runs/a")
    #expect(bare["datacontenttype"] == "application/json" && bare["type"] == "cygnet.abort")
    #expect(bare["time"] == nil && bare["subject"] == nil)
    let whole = CloudEvent(
      id: "1", source: "/a", type: "t", subject: "s", time: "2027-02-11T13:05:00Z",
      data: ["time_ns": 7]
    ).json
    #expect(whole["time"] == "2027-02-11T13:05:00Z" && whole["subject"] == "s")
    #expect(whole["data"]?["time_ns"] == 7)
  }

  @Test(
    "A moment is written as it is read",
    arguments: [
      "1970-01-01T00:00:00Z", "2027-02-11T13:06:10Z", "2027-02-11T13:06:10.000000001Z",
      "2027-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.5Z", "2028-02-29T00:00:00.25Z",
    ])
  func wallTime(text: String) throws {
    #expect(WallTime.text(try #require(WallTime.nanoseconds(text))) == text)
  }
}
