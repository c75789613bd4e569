extension RedactionPattern {
  /// What is looked for everywhere, whether or not a team declares more.
  package static let builtIn: [RedactionPattern] = [
    privateKey, awsKey, vendorToken, webToken, authorization, password, assignment, option, mail,
  ]

  /// A PEM block; one whose end is missing goes as far as base64 and line ends do.
  private static let privateKey = RedactionPattern(
    "private-key", announcedBy: ["-----begin "]
  ) { text, place, length in
    let words = text.end(from: place + length, most: 40) { $0.isAlphanumeric || $0 == 32 }
    let mark = Array("private key-----".utf8)
    guard text.has(words - 11, mark) else { return nil }
    // In JSON a line end is a backslash and an n.
    let body = text.end(from: words + 5, most: 64 << 10) { byte in
      byte.isBase64 && byte != UInt8(ascii: "-") || byte.isSpace || byte.isOne(of: "\\:,")
    }
    guard text.has(body, Array("-----end ".utf8)) else { return place..<body }
    let end = text.end(from: body + 9, most: 60) { $0.isAlphanumeric || $0 == 32 }
    return place..<text.end(from: end, most: 5) { $0 == UInt8(ascii: "-") }
  }

  private static let awsKey = RedactionPattern(
    "aws-key", announcedBy: ["akia", "asia"]
  ) { text, place, length in
    let end = text.end(from: place, most: 21) { $0.isDigit || $0.isLetter && $0.lowered != $0 }
    guard end == place + 20, !text.has(place - 1, \.isAlphanumeric),
      !text.has(end, \.isAlphanumeric)
    else { return nil }
    return place..<end
  }

  private static let vendorToken = RedactionPattern(
    "vendor-token",
    announcedBy: [
      "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-",
      "sk_live_", "aiza", "hvs.",
    ]
  ) { text, place, length in
    let end = text.end(from: place + length) { $0.isAlphanumeric || $0.isOne(of: "_-") }
    return end - place - length >= 16 && !text.has(place - 1, \.isAlphanumeric)
      ? place..<end : nil
  }

  /// Three parts of base64 with dots between them, each a JSON object but the last.
  private static let webToken = RedactionPattern(
    "json-web-token", announcedBy: ["eyj"]
  ) { text, place, _ in
    func part(_ start: Int) -> Int {
      text.end(from: start) { $0.isAlphanumeric || $0.isOne(of: "_-") }
    }
    let first = part(place)
    guard text.has(first, { $0 == UInt8(ascii: ".") }), first - place >= 8 else { return nil }
    let second = part(first + 1)
    guard text.has(second, { $0 == UInt8(ascii: ".") }), second - first >= 8 else { return nil }
    return place..<part(second + 1)
  }

  private static let authorization = RedactionPattern(
    "authorization", announcedBy: ["bearer ", "basic "]
  ) { text, place, length in
    let start = text.end(from: place + length, most: 8, while: \.isBlank)
    let end = text.end(from: start) { $0.isBase64 || $0.isOne(of: "._~") }
    let before = text.start(before: place, most: 24) { !$0.isSpace || $0 == 32 }
    let isHeader = (before..<place).contains { text.has($0, Array("authorization".utf8)) }
    let isLikely = end - start >= 8 && text[start..<end].contains(where: \.isDigit)
    return end > start && (isHeader || isLikely) ? start..<end : nil
  }

  /// The password of `scheme://user:password@host`.
  private static let password = RedactionPattern(
    "url-password", announcedBy: ["://"]
  ) { text, place, length in
    func isPlain(_ byte: UInt8) -> Bool { !byte.isSpace && !byte.isOne(of: "/?#\"'<>\\@`") }
    let user = text.end(from: place + length, most: 256) { isPlain($0) && $0 != UInt8(ascii: ":") }
    guard text.has(user, { $0 == UInt8(ascii: ":") }) else { return nil }
    let end = text.end(from: user + 1, most: 1_024, while: isPlain)
    guard end > user + 1, text.has(end, { $0 == UInt8(ascii: "@") }),
      !text[(user + 1)...].starts(with: Redactor.mark.utf8)
    else { return nil }
    return (user + 1)..<end
  }

  /// `password=…`, `"api_key": "…"`, `AWS_SECRET_ACCESS_KEY=…`.
  private static let assignment = RedactionPattern(
    "assigned-secret",
    announcedBy: [
      "password", "passwd", "passphrase", "secret", "token", "api_key", "api-key", "apikey",
      "access_key", "access-key", "private_key", "credential", "_pwd", "routing_key",
    ]
  ) { text, place, length in
    // etcd's initial-cluster-token is a name, and every log of a member has it.
    guard !text.has(place - 8, Array("cluster-".utf8)) else { return nil }
    var next = text.end(from: place + length, most: 40) { $0.isAlphanumeric || $0.isOne(of: "_-") }
    next = text.end(from: next, most: 4) { $0.isQuote || $0 == UInt8(ascii: "\\") }
    next = text.end(from: next, most: 4, while: \.isBlank)
    guard text.has(next, { $0.isOne(of: "=:") }) else { return nil }
    next += 1
    if text.has(next, { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "=") }) { next += 1 }
    return value(in: text, from: text.end(from: next, most: 8, while: \.isBlank))
  }

  /// `--password …`, `--user name:…`, `sshpass -p …`.
  private static let option = RedactionPattern(
    "option-secret",
    announcedBy: [
      "--password ", "--token ", "--passphrase ", "--secret ", "sshpass -p", "--user ", "--user=",
      " -u ",
    ]
  ) { text, place, length in
    let isUser = text.has(place + 1, Array("-u".utf8)) || text.has(place, Array(" -u".utf8))
    var start = text.end(from: place + length, most: 8, while: \.isBlank)
    if isUser {
      let name = text.end(from: start, most: 128) { !$0.isSpace && $0 != UInt8(ascii: ":") }
      guard text.has(name, { $0 == UInt8(ascii: ":") }) else { return nil }
      start = name + 1
    }
    return value(in: text, from: start)
  }

  private static let mail = RedactionPattern("mail-address", announcedBy: ["@"]) { text, place, _ in
    let start = text.start(before: place) { $0.isAlphanumeric || $0.isOne(of: "._%+-") }
    var end = text.end(from: place + 1, most: 255) { $0.isAlphanumeric || $0.isOne(of: ".-") }
    while end > place, text[end - 1].isOne(of: ".-") { end -= 1 }
    guard start < place, let dot = text[place..<end].lastIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    let top = text[(dot + 1)..<end]
    return top.count >= 2 && top.allSatisfy(\.isLetter) ? start..<end : nil
  }

  /// A value, quoted or not; words that are no secrets, and what is redacted already, are none.
  private static func value(in text: ArraySlice<UInt8>, from place: Int) -> Range<Int>? {
    let start = text.end(from: place, most: 3) { $0.isQuote || $0 == UInt8(ascii: "\\") }
    let isQuoted = start > place
    let end = text.end(from: start) { byte in
      if byte.isQuote || byte == UInt8(ascii: "\\") || byte == 10 || byte == 13 { return false }
      return isQuoted || !byte.isSpace && !byte.isOne(of: ",;&)}]<>|")
    }
    let word = text[start..<end]
    let harmless = ["null", "true", "false", "none", "nil", "simple"]
    if end == start || word.starts(with: Redactor.mark.utf8) { return nil }
    return harmless.contains { word.count == $0.utf8.count && word.has(start, Array($0.utf8)) }
      ? nil : start..<end
  }
}
