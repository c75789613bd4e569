import Foundation
import LinuxHost
package import Vocabulary

/// This program's own file, and its copy on the machines of an inventory.
///
/// Shape: named by its checksum, so that what is there is either the same bytes or another file.
package struct RemoteBinary: Sendable, Equatable {
  /// Its path here.
  package let path: String
  /// SHA-256 in hexadecimal digits.
  package let checksum: String

  /// What came of a copy.
  package enum Copy: Sendable, Equatable {
    /// The same bytes were there already.
    case present
    /// It was copied.
    case copied
  }

  /// The program that runs now, or what CYGNET_BINARY names.
  package static func own() async throws(RangeError) -> RemoteBinary {
    let path = Sandbox.executable
    do {
      return try await OwnThread.asynchronously { () throws(LinuxError) -> RemoteBinary in
        let text = try Command.succeed("sha256sum", ["--", path], timeout: .seconds(60))
        return RemoteBinary(path: path, checksum: String(text.prefix(64)))
      }
    } catch {
      throw RangeError("cannot read this program's own file: \(error)", hint: "is it on the disk?")
    }
  }

  /// Where it lies on a machine.
  package func place(on host: InventoryHost) -> String { "\(host.state)/cygnet-\(checksum)" }

  /// Copies it where it is missing or differs; a reader never sees half a file.
  package func copy(to host: InventoryHost) async throws(RangeError) -> Copy {
    let place = place(on: host)
    let sum = "sha256sum <\(place) 2>/dev/null | cut -c1-64"
    let look = try await SSHCommand.run(
      "sh -c 'mkdir -p \(host.state) && chmod 700 \(host.state) && uname -m && "
        + "if [ -x \(place) ]; then \(sum); fi'",
      on: host)
    guard look.exit == 0 else { throw SSHCommand.failure(look, on: host) }
    let lines = look.output.split(whereSeparator: \.isNewline).map(String.init)
    if let machine = lines.first, machine != Self.machine {
      throw RangeError(
        "\(host.name) is a \(machine) and this cygnet is built for \(Self.machine)",
        hint: "run the cygnet of a machine of the same kind")
    }
    if lines.last == checksum { return .present }
    let draft = "\(place).new.$$"
    let copy = try await SSHCommand.run(
      "sh -c 'umask 077; trap \"rm -f \(draft)\" EXIT; cat >\(draft) && "
        + "[ \"$(sha256sum <\(draft) | cut -c1-64)\" = \(checksum) ] && chmod 755 \(draft) && "
        + "mv -f \(draft) \(place)'",
      on: host, input: .file(path), limit: .seconds(300))
    guard copy.exit == 0 else { throw SSHCommand.failure(copy, on: host) }
    return .copied
  }

  /// Starts it once to see that the machine has its libraries.
  package func tryOut(on host: InventoryHost) async throws(RangeError) {
    let outcome = try await SSHCommand.run("\(place(on: host)) --version", on: host)
    guard outcome.exit != 0 else { return }
    let error = SSHCommand.failure(outcome, on: host)
    guard outcome.exit != 255, let hint = Self.cure(outcome.error) else { throw error }
    throw RangeError("cygnet does not run on \(host.name): \(error.message)", hint: hint)
  }

  /// The command that installs what the loader misses.
  static func cure(_ words: String) -> String? {
    let packages = [
      "libnftables.so.1": "libnftables1", "libfuse3.so.3": "libfuse3-3",
      "libnetfilter_queue.so.1": "libnetfilter-queue1", "libnfnetlink.so.0": "libnfnetlink0",
    ]
    if words.contains("noexec") || words.contains("Permission denied") {
      return "`state:` must be a folder that programs may run from; /run often is not"
    }
    if let found = packages.keys.sorted().first(where: words.contains) {
      return "on that host: apt-get install \(packages[found] ?? "")"
    }
    return words.contains("libswift") || words.contains("libFoundation")
      ? "build with: swift build -c release --static-swift-stdlib" : nil
  }

  private static var machine: String {
    #if arch(x86_64)
      "x86_64"
    #else
      "aarch64"
    #endif
  }
}
