/// The requests of a load in Redis's words, and what its replies mean.
enum RedisRequest {
  /// Compares and sets in one step; a write in it is refused as one outside a script is.
  static let compareAndSet = """
    local v = redis.call('GET', KEYS[1]) \
    if v == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) return {1} end \
    return {0, v}
    """

  /// The command of a request.
  static func words(_ request: StoreRequest) -> [String] {
    switch request {
    case .read(let key): ["GET", key]
    case .write(let key, let value): ["SET", key, String(value)]
    case .compareAndSet(let key, let expected, let new):
      ["EVAL", compareAndSet, "1", key, String(expected), String(new)]
    case .add(let key, let element): ["SADD", key, String(element)]
    case .elements(let key): ["SMEMBERS", key]
    }
  }

  /// What a reply to that request says.
  static func answer(
    _ reply: RESPValue, to request: StoreRequest
  ) -> Result<StoreAnswer, RedisTrouble> {
    if case .error(let message) = reply { return .failure(RedisTrouble(error: message)) }
    let answer: StoreAnswer? =
      switch (request, reply) {
      case (.read, .bulk(nil)): StoreAnswer()
      case (.read, .bulk(let text?)): Int64(text).map { StoreAnswer(value: $0) }
      case (.write, .simple("OK")): StoreAnswer()
      case (.compareAndSet, .array(let pair?)): compared(pair)
      case (.add, .integer(0...1)): StoreAnswer()
      case (.elements, .array(let list?)): numbers(list).map { StoreAnswer(elements: $0) }
      default: nil
      }
    guard let answer else { return .failure(.garbage("the reply makes no sense: \(reply)")) }
    return .success(answer)
  }

  private static func compared(_ pair: [RESPValue]) -> StoreAnswer? {
    switch (pair.first, pair.count) {
    case (.integer(1)?, 1): return StoreAnswer(matched: true)
    case (.integer(0)?, 2):
      guard case .bulk(let text) = pair[1] else { return nil }
      guard let text else { return StoreAnswer(matched: false) }
      return Int64(text).map { StoreAnswer(value: $0, matched: false) }
    default: return nil
    }
  }

  private static func numbers(_ list: [RESPValue]) -> [Int64]? {
    let numbers = list.compactMap { $0.text.flatMap { Int64($0) } }
    return numbers.count == list.count ? numbers : nil
  }
}
