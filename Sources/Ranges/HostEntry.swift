import Glibc

/// The way of a person into a host of a range: util-linux's nsenter, twice.
package enum HostEntry {
  /// The command line that runs `command` in a host, given the sandbox's outermost process.
  package static func arguments(
    sandbox: Int32, host: Int32, command: [String]
  ) throws(RangeError) -> [String] {
    guard let first = Sandbox.child(of: sandbox) else {
      throw RangeError(
        "the range's first process is gone", hint: "take the range down and up again")
    }
    let user = geteuid() == 0 ? [] : ["--user", "--preserve-credentials"]
    return ["nsenter", "--target", "\(first)"] + user + ["--mount", "--net", "--pid", "--"]
      + ["nsenter", "--target", "\(host)", "--mount", "--net", "--uts", "--pid", "--"] + command
  }

  /// Becomes the command; returns only where that failed.
  package static func replaceThisProcess(_ arguments: [String]) throws(RangeError) {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    execvp(arguments[0], &pointers)
    let words = String(cString: strerror(errno))
    for pointer in pointers { free(pointer) }
    throw RangeError("cannot run \(arguments[0]): \(words)", hint: "install util-linux")
  }
}
