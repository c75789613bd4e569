import Testing
import Vocabulary

@testable import Databases

@Suite struct RestoredKeysTests {
  @Test("A line is a key and its value, and what is in a value stays in it")
  func lines() {
    let entries = RestoredKeys.entries(from: "k1\t12\nk2\ta\tb\nk3\t\n")
    #expect(
      entries == [
        .init(key: "k1", value: "12"), .init(key: "k2", value: "a\tb"), .init(key: "k3", value: ""),
      ])
    #expect(RestoredKeys.entries(from: "") == [])
  }

  @Test(
    "What is no such table is no state without keys",
    arguments: ["no such file", "\tx", "k 1"])
  func none(text: String) {
    #expect(RestoredKeys.entries(from: text) == nil)
    #expect(RestoredKeys.entries(from: "k1\t12\n" + text) == nil)
  }

  @Test("It is read where the data of the restored member is")
  func place() {
    let layout = redisLayout()
    #expect(
      RedisDatabase().reading(of: "n2", at: 5, in: layout) == ["cat", "/x/n2/data/restored-keys"])
  }
}
