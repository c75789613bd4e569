import Vocabulary

/// Reads the collections of JSON lines: `[1,2]`, `[["r",1,null]]`, `{"0":10}`,
/// `{"from":0,"to":1,"amount":5}`.
enum CollectionText {
  /// A value that may be a collection.
  enum Value {
    case scalar(Int64?)
    /// An array of values that are no arrays.
    case plain([Int64?])
    case list(HistoryList)
  }

  static func value(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Value {
    if cursor.take("[") { return try array(&cursor, &result) }
    if cursor.take("{") { return .list(try object(&cursor, &result)) }
    return .scalar(try JSONLines.scalar(&cursor, &result))
  }

  private static func array(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Value {
    cursor.skipBlanks()
    if cursor.take("]") { return .plain([]) }
    if cursor.next == UInt8(ascii: "[") { return .list(try micros(&cursor, &result)) }
    var elements: [Int64?] = []
    repeat {
      cursor.skipBlanks()
      elements.append(try JSONLines.scalar(&cursor, &result))
      cursor.skipBlanks()
    } while cursor.take(",")
    try cursor.expect("]", "',' or ']' after an element")
    return .plain(elements)
  }

  private static func micros(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryList {
    var list = HistoryList(.reads, [])
    var isFirst = true
    repeat {
      try cursor.expect("[", "'[' before a micro-operation")
      cursor.skipBlanks()
      let isWrite = cursor.take(word: "\"w\"")
      guard isWrite || cursor.take(word: "\"r\"") else { throw cursor.expected("\"r\" or \"w\"") }
      guard isFirst || !isWrite && list.form == .reads else {
        throw cursor.error(
          "a transaction that mixes reads and writes, or writes twice, has \"f\": \"txn\"")
      }
      if isWrite { list.form = .writes }
      isFirst = false
      try cursor.expect(",", "',' after \"r\" or \"w\"")
      list.elements.append(try number(&cursor, &result, "a key"))
      try cursor.expect(",", "',' after the key")
      cursor.skipBlanks()
      let isAbsent = !isWrite && cursor.take(word: "null")
      list.elements.append(
        isAbsent ? HistoryList.absent : try number(&cursor, &result, "a whole number"))
      try cursor.expect("]", "']' after a micro-operation")
      cursor.skipBlanks()
    } while cursor.take(",")
    try cursor.expect("]", "',' or ']' after a micro-operation")
    return list
  }

  private static func object(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryList {
    var list = HistoryList(.map, [])
    var transfer: [String: Int64] = [:]
    cursor.skipBlanks()
    if cursor.take("}") { return list }
    repeat {
      try cursor.expect("\"", "an account, or from, to or amount, in quotes")
      let start = cursor
      let name = try cursor.restOfString()
      try cursor.expect(":", "':' after a name")
      cursor.skipBlanks()
      if let account = Int64(name), account != HistoryList.absent {
        let isAbsent = cursor.take(word: "null")
        list.elements.append(account)
        list.elements.append(
          isAbsent ? HistoryList.absent : try number(&cursor, &result, "a balance"))
      } else if ["from", "to", "amount"].contains(name) {
        transfer[name] = try number(&cursor, &result, "a whole number")
      } else {
        throw start.expected("a whole number as the account, or from, to or amount")
      }
      cursor.skipBlanks()
    } while cursor.take(",")
    try cursor.expect("}", "',' or '}' after a value")
    if transfer.isEmpty { return list }
    guard let from = transfer["from"], let to = transfer["to"], let amount = transfer["amount"],
      list.elements.isEmpty
    else { throw cursor.error("a transfer needs from, to and amount, and nothing else") }
    return HistoryList(.transfer, [from, to, amount])
  }

  private static func number(
    _ cursor: inout TextCursor, _ result: inout HistoryImport, _ what: String
  ) throws(HistoryError) -> Int64 {
    cursor.skipBlanks()
    guard let number = try cursor.integer() else { throw cursor.expected(what) }
    guard number != HistoryList.absent else {
      throw cursor.error("the lowest number of 64 bits stands for an absent value")
    }
    return try result.integer(number, cursor)
  }
}
