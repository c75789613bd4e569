import Testing

@testable import LinuxHost

@Suite struct HTTPListenerTests {
  private func parse(_ text: String) -> HTTPListener.Question? {
    HTTPListener.parse(Array(text.utf8))
  }

  @Test("A question is there once all of its body is")
  func whole() {
    let head = "POST /alerts HTTP/1.1\r\nHost: pager\r\ncontent-LENGTH: 5\r\n\r\n"
    #expect(parse(String(head.dropLast(2))) == nil)
    #expect(parse(head + "four") == nil)
    let question = parse(head + "hello and more")
    #expect(question?.method == "POST")
    #expect(question?.path == "/alerts")
    #expect(question.map { String(decoding: $0.body, as: UTF8.self) } == "hello")
  }

  @Test("A question without a length has no body")
  func bare() {
    let question = parse("GET /metrics HTTP/1.1\r\nHost: client\r\n\r\n")
    #expect(question?.path == "/metrics")
    #expect(question?.body == [])
    #expect(parse("nonsense\r\n\r\n") == nil)
  }
}
