import Vocabulary

/// `people:` of a program.
struct PeopleSection {
  static let keys = ["name", "email", "zone", "active", "login"]

  let report: Report

  func read(_ node: YAMLNode?) -> [ProgramPerson] {
    let sections = ProgramItems.sections(
      node, "a person", of: "people", keys: Self.keys, most: 200, report: report)
    let people = sections.map { section in
      ProgramPerson(
        name: section.required("name", .line, example: "name: Ada Obi"),
        email: section.required("email", .email, example: "email: ada@example.org"),
        zone: section.required("zone", .zone, example: "zone: Europe/Berlin"),
        isActive: section.optional("active", .flag, default: true),
        login: section.optional("login", .login))
    }
    ProgramItems.refuseRepeats(
      zip(sections, people).map { ($0, $1.email.lowercased()) }, key: "email"
    ) { "two people have the address `\($0)`" }
    return people
  }
}

extension Reading where Value == String {
  /// The address of one human being.
  ///
  /// Limits: no quoted local parts and no comments; what they allow no address book shows.
  static var email: Reading {
    Reading(placeholder: "person@example.org") { text throws(Complaint) in
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      let isPlain = text.utf8.allSatisfy { byte in
        byte > 0x20 && byte < 0x7F && !"\"(),:;<>[\\]".utf8.contains(byte)
      }
      guard parts.count == 2, isPlain, text.utf8.count <= 254, !parts[0].isEmpty,
        parts[1].split(separator: ".", omittingEmptySubsequences: false).count > 1,
        parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
      else {
        throw Complaint(
          "`\(text)` is not an email address", hint: "write it as ada@example.org")
      }
      let local = parts[0].lowercased()
      if let word = shared.first(where: { local == $0 || local.hasPrefix($0 + "+") }) {
        throw Complaint(
          "`\(text)` looks like a mailbox that several people read",
          hint: "name one person; `\(word)@` answers for nothing")
      }
      return text
    }
  }

  /// Local parts that are no person anywhere.
  private static var shared: [String] {
    [
      "all", "alerts", "admin", "bot", "dba", "dbas", "devops", "everyone", "help", "info",
      "no-reply", "noreply", "on-call", "oncall", "ops", "pager", "platform", "root", "sre",
      "support", "sysadmin", "team", "webmaster",
    ]
  }

  /// A name of the time zone database; whether it exists is known only where the database is.
  static var zone: Reading {
    Reading(placeholder: "Etc/UTC") { text throws(Complaint) in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let isPlain = parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
              || (0x61...0x7A).contains(byte) || [0x2B, 0x2D, 0x5F].contains(byte)
          }
      }
      guard parts.count <= 3, isPlain, text.utf8.count <= 64, text.first?.isUppercase == true else {
        throw Complaint(
          "`\(text)` is not the name of a time zone",
          hint: "write it as the time zone database does, such as Europe/Berlin or Etc/UTC")
      }
      return text
    }
  }
}
