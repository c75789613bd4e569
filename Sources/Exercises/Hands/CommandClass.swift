package import Vocabulary

/// What a typed line may do: whether it changes the range, and which hosts it goes to.
///
/// Decides: a program that is not known to be harmless counts as mutating. Who takes a look for an
///          action sees one line too many; who takes an action for a look would miss the moment at
///          which blue acted, and a command to the wrong host.
/// Limits:  looks at words only: variables and scripts stay unread. What the range was seen to do
///          meanwhile is added by whoever carries it out (`ServiceEffect`).
package struct CommandClass: Sendable, Equatable {
  /// Whether it may change the database or a host; files below /tmp and of one's home are nobody's.
  package var isMutating = false
  /// The hosts that it goes to, each once, in the order of the words.
  package var targets: [HostName] = []

  /// Judges a line that was typed on a host.
  package static func of(
    _ command: String, on host: HostName, in book: HostBook
  ) -> CommandClass {
    var all = CommandClass()
    for simple in ShellWords(command).commands.prefix(200) {
      all.add(judge(simple, on: host, in: book, depth: 0))
    }
    return all
  }

  private mutating func add(_ other: CommandClass) {
    isMutating = isMutating || other.isMutating
    for target in other.targets where !targets.contains(target) { targets.append(target) }
  }

  private static func judge(
    _ simple: ShellWords.Simple, on host: HostName, in book: HostBook, depth: Int
  ) -> CommandClass {
    var words = simple.words[...]
    var assignments = simple.assignments
    skipWrappers(&words, &assignments)
    let here = book.isMember(host) ? [host] : []
    var result = CommandClass()
    if simple.outputs.contains(where: { !isOwn($0) }) {
      result = CommandClass(isMutating: true, targets: here)
    }
    guard let path = words.popFirst(), depth < 8 else { return result }
    let program = String(path.split(separator: "/").last ?? "")
    switch program {
    case "ssh":
      guard let (target, rest) = RemoteWords.split(Array(words)) else { return result }
      let there = book.host(target)
      if let there { result.add(.init(targets: [there])) }
      result.add(
        judge(line: rest.joined(separator: " "), on: there ?? host, in: book, depth: depth))
    case "sh", "bash", "dash", "eval":
      let text = program == "eval" ? words.joined(separator: " ") : afterDashC(Array(words))
      // A shell without words is a shell; one with a file is a program that nobody knows.
      if let text {
        result.add(judge(line: text, on: host, in: book, depth: depth))
      } else if words.contains(where: { !$0.hasPrefix("-") }) {
        result.add(CommandClass(isMutating: true, targets: here))
      }
    case "etcdctl":
      let call = EtcdctlWords(Array(words), assignments: assignments)
      result.isMutating = result.isMutating || call.isMutating
      for target in call.targets(on: host, in: book) { result.add(.init(targets: [target])) }
    case "systemctl", "service":
      result.isMutating = result.isMutating || !ProgramTable.isLook(program, Array(words))
      result.add(.init(targets: [host]))
    default:
      result.isMutating = result.isMutating || !ProgramTable.isLook(program, Array(words))
      if ProgramTable.isLocal(program) { result.add(.init(targets: here)) }
      for word in words {
        if let named = book.host(inURL: word) { result.add(.init(targets: [named])) }
      }
    }
    return result
  }

  private static func judge(
    line: String, on host: HostName, in book: HostBook, depth: Int
  ) -> CommandClass {
    var all = CommandClass()
    for simple in ShellWords(line).commands.prefix(50) {
      all.add(judge(simple, on: host, in: book, depth: depth + 1))
    }
    return all
  }

  /// Programs that run another one.
  private static func skipWrappers(
    _ words: inout ArraySlice<String>, _ assignments: inout [String: String]
  ) {
    while let first = words.first, let valued = ProgramTable.wrappers[first] {
      words.removeFirst()
      while let next = words.first {
        if next.hasPrefix("-") {
          words.removeFirst()
          if valued.contains(next) { words = words.dropFirst() }
        } else if first == "env" || first == "sudo", let equals = next.firstIndex(of: "=") {
          assignments[String(next[..<equals])] = String(next[next.index(after: equals)...])
          words.removeFirst()
        } else {
          break
        }
      }
      if first == "timeout" { words = words.dropFirst() }
    }
  }

  private static func afterDashC(_ words: [String]) -> String? {
    guard let flag = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }) else {
      return nil
    }
    return words.indices.contains(flag + 1) ? words[flag + 1] : nil
  }

  /// Whether a file is the person's own and no part of the range.
  static func isOwn(_ path: String) -> Bool {
    ["/tmp/", "/ops/", "/dev/null", "/dev/tty", "/dev/stderr", "/dev/stdout", "~/"]
      .contains { path.hasPrefix($0) } || !(path.hasPrefix("/") || path.hasPrefix(".."))
  }
}

/// The hosts that a person may name, by name and by address.
package struct HostBook: Sendable, Equatable {
  /// Addresses of all hosts of the range.
  package var addresses: [HostName: String]
  /// The members of the database that the exercise is about.
  package var members: [HostName]
  /// Members of other clusters.
  package var others: [HostName]

  /// A book of hosts.
  package init(addresses: [HostName: String], members: [HostName], others: [HostName]) {
    self.addresses = addresses
    self.members = members
    self.others = others
  }

  /// The host of a name or an address, perhaps with a user before it.
  func host(_ word: String) -> HostName? {
    let name = word.split(separator: "@").last.map(String.init) ?? word
    return addresses.first { $0.key.rawValue == name || $0.value == name }?.key
  }

  /// The host in `http://n1:2379/…` or `n1:2379`.
  func host(inURL word: String) -> HostName? {
    var rest = word[...]
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    return host(String(rest.prefix { $0 != ":" && $0 != "/" }))
  }

  /// Whether it holds a database.
  func isMember(_ host: HostName) -> Bool { members.contains(host) || others.contains(host) }
}

extension Substring {
  /// The first place of a text; the standard library has it for collections of its own.
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
