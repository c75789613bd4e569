import Foundation
import LinuxHost
package import Vocabulary

/// What the jails of a range share: their tools, their /etc, and a room for each.
///
/// Shape: `<scratch>/ops/{bin,lib,etc}` and `<scratch>/ops/<n>/{root,ask}`; removed with the range.
package struct JailFolder: Sendable {
  let path: String
  /// The unit that the service manager knows, which is the database's kind.
  let unit: String

  /// Writes the folder anew; what an earlier controller left is replaced.
  ///
  /// `tool` is the database's own client, such as `etcdctl`; nil where the range has none.
  package init(
    in places: RangePlaces, hosts: [HostName: String], unit: String, tool: String?
  ) throws(RangeError) {
    path = places.scratch + "/ops"
    self.unit = unit
    do {
      for folder in ["bin", "lib", "etc"] { try Self.make("\(path)/\(folder)") }
      for (name, text) in JailTools.scripts { try Self.write(text, "\(path)/bin/\(name)", 0o755) }
      try Self.write(JailTools.library, path + "/lib/ask.sh", 0o644)
      for (name, text) in Self.settings(hosts) {
        try Self.write(text, "\(path)/etc/\(name)", 0o644)
      }
      // Mounts of the machine's own files go on these; an empty file is as good as none.
      for name in ["ld.so.cache"] { try Self.write("", "\(path)/etc/\(name)", 0o644) }
      try Self.make(path + "/etc/alternatives")
      if let tool { try Self.write("", "\(path)/bin/\(Self.name(of: tool))", 0o755) }
    } catch {
      throw RangeError(
        "cannot prepare terminals in \(path): \(error)", hint: "check TMPDIR and its free space")
    }
    self.tool = tool
  }

  private let tool: String?

  /// A room of its own for the next jail.
  func makeRoom(_ number: Int) throws(RangeError) -> String {
    let room = "\(path)/\(number)"
    do {
      try Self.make(room + "/root")
      try Self.make(room + "/run")
    } catch {
      throw RangeError("cannot make the folder \(room): \(error)", hint: "check its free space")
    }
    return room
  }

  /// What every jail sees of the machine; `/usr/local` and `/usr/src` belong to the machine alone.
  var binds: [JailBind] {
    let devices = ["null", "zero", "full", "random", "urandom", "tty"].map {
      JailBind("/dev/\($0)", "/dev/\($0)", isReadOnly: false)
    }
    let hidden = ["/usr/local", "/usr/src"].map { JailBind(path + "/lib", $0) }
    let own = ["/etc/ld.so.cache", "/etc/alternatives"].map { JailBind($0, $0) }
    let client = tool.map { [JailBind($0, "/opt/ops/bin/\(Self.name(of: $0))")] } ?? []
    return [JailBind("/usr", "/usr")] + hidden
      + [JailBind(path + "/etc", "/etc")] + own
      + [JailBind(path + "/bin", "/opt/ops/bin"), JailBind(path + "/lib", "/opt/ops/lib")] + client
      + devices
  }

  private static func settings(_ hosts: [HostName: String]) -> [String: String] {
    let names = hosts.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)\n" }.joined()
    return [
      "passwd": """
      root:x:0:0:root:/ops:/bin/bash
      ops:x:\(JailOrder.owner):\(JailOrder.owner):ops:/ops:/bin/bash

      """,
      "group": "root:x:0:\nops:x:\(JailOrder.owner):\n",
      "hosts": "127.0.0.1\tlocalhost\n" + names,
      "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
      "resolv.conf": "",
      "inputrc": "set enable-bracketed-paste off\n",
      "ops.bashrc": JailTools.startup,
    ]
  }

  private static func name(of tool: String) -> String { (tool as NSString).lastPathComponent }

  private static func make(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  private static func write(_ text: String, _ path: String, _ mode: Int) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}

/// A part of the machine that a jail sees.
package struct JailBind: Sendable, Equatable {
  var source: String
  var target: String
  var isReadOnly: Bool

  /// A file or folder of the host, at a place in the jail; what is not there is left out.
  package init(_ source: String, _ target: String, isReadOnly: Bool = true) {
    self.source = source
    self.target = target
    self.isReadOnly = isReadOnly
  }

  var words: [String] { [isReadOnly ? "ro" : "rw", source, target] }
}
