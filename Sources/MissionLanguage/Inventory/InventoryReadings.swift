import Vocabulary

extension Reading where Value == String {
  /// An IPv4 address of one machine, in four numbers without leading zeros.
  static var address: Reading {
    Reading(placeholder: "192.0.2.1") { text throws(Complaint) in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part -> Int? in
        guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part.utf8.count <= 3,
          part == "0" || part.first != "0"
        else { return nil }
        return Int(part)
      }
      guard parts.count == 4, numbers.count == 4, numbers.allSatisfy({ $0 < 256 }) else {
        throw Complaint(
          "`\(text)` is not an IPv4 address",
          hint: "write four numbers, such as 10.0.0.1; names are not looked up")
      }
      guard !(numbers[0] == 0 || numbers[0] == 127 || numbers[0] >= 224) else {
        throw Complaint(
          "\(text) is not the address of one other machine",
          hint: "write the address by which the hosts know each other")
      }
      return text
    }
  }

  /// An absolute path of plain characters, which needs no quotes in any shell.
  static var folder: Reading {
    Reading(placeholder: "/placeholder") { text throws(Complaint) in
      let isWhole = text.utf8.allSatisfy { isPlain($0) || $0 == 0x2F }
      guard text.hasPrefix("/"), text.utf8.count > 1, isWhole, text.utf8.count <= 200,
        !text.contains("/../"), !text.hasSuffix("/..")
      else {
        throw Complaint(
          "`\(text)` is not an absolute path of plain characters",
          hint: "use letters, digits, and any of / . _ -, such as /var/lib/cygnet")
      }
      return text
    }
  }

  /// The name of a program or a unit.
  static var program: Reading {
    Reading(placeholder: "placeholder") { text throws(Complaint) in
      guard text.utf8.allSatisfy({ isPlain($0) || $0 == 0x40 }), text.utf8.count <= 100 else {
        throw Complaint(
          "`\(text)` is not the name of a program or a unit",
          hint: "write it without its folder, such as `etcd` or `etcd.service`")
      }
      return text
    }
  }

  /// A login name.
  static var login: Reading {
    Reading(placeholder: "placeholder") { text throws(Complaint) in
      guard text.utf8.allSatisfy(isPlain), text.first != "-", text.utf8.count <= 32 else {
        throw Complaint("`\(text)` is not a login name", hint: "such as `root`")
      }
      return text
    }
  }

  /// A database whose cluster has an identity that can be asked for.
  static var identifiedDatabase: Reading {
    Reading(placeholder: "etcd") { text throws(Complaint) in
      switch text {
      case "etcd": return text
      case "postgresql", "mariadb", "galera":
        throw Complaint(
          "the identity of a \(text) cluster cannot be checked yet",
          hint: "nothing is injected where it cannot; etcd can be checked")
      default:
        throw Complaint(
          "unknown database `\(text)`",
          hint: Spelling.hint(for: text, among: ["etcd"], otherwise: "known: etcd"))
      }
    }
  }

  /// An identity as the database's own tools print it.
  static var identity: Reading {
    Reading(placeholder: "1") { text throws(Complaint) in
      let radix = text.utf8.count > 16 ? 10 : 16
      guard text.first != "+", UInt64(text, radix: radix) != nil else {
        throw Complaint(
          "`\(text)` is not the id of an etcd cluster",
          hint: "write, in quotes, the ClusterID that `etcdctl endpoint status -w fields` prints")
      }
      return text.lowercased()
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x2E || byte == 0x5F || byte == 0x2D
  }
}
