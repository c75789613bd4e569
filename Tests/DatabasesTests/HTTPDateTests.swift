import Testing

@testable import Databases

@Suite struct HTTPDateTests {
  @Test(
    "The date of an answer is seconds since 1970",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
      ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
      ("Mon, 23 Nov 2026 07:18:44 GMT", 1_795_418_324),
      ("Fri, 31 Dec 2100 12:00:00 GMT", 4_133_937_600),
    ] as [(String, Int64)])
  func reads(text: String, seconds: Int64) {
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test(
    "Anything else is no date",
    arguments: [
      "", "yesterday", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
      "Sun, 06 Nov 1994 08:49 GMT",
    ])
  func refuses(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }
}
