import CLinux
import Glibc

/// Something that the machine refused: what failed, on what, the kernel's code, what to try.
package struct LinuxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was to be done, as in `mount the pass-through disk`.
  package var what: String
  /// The path, process or address it was to be done on.
  package var on: String
  /// The kernel's error number; nil where a tool or a time limit failed it.
  package var code: Int32?
  /// A tool's own words, or nothing.
  package var detail: String
  /// What to try.
  package var hint: String

  /// An error with a kernel code, a tool's words, or both.
  package init(
    _ what: String, on: String, code: Int32? = nil, detail: String = "", hint: String = ""
  ) {
    self.what = what
    self.on = on
    self.code = code
    self.detail = detail
    self.hint = hint.isEmpty ? LinuxError.usualHint(code) : hint
  }

  /// The code's symbolic name, as in `EPERM`.
  package var codeName: String? { code.map { String(cString: clinux_errno_name($0)) } }

  /// `cannot <what> (<on>): EPERM: <detail>; try: <hint>`.
  package var description: String {
    var text = "cannot \(what) (\(on))"
    if let codeName { text += ": \(codeName)" }
    if !detail.isEmpty { text += ": \(detail)" }
    if !hint.isEmpty { text += "; try: \(hint)" }
    return text
  }

  private static func usualHint(_ code: Int32?) -> String {
    switch code {
    case EPERM, EACCES: "run as root, or inside a user namespace: cygnet range doctor"
    case ENOENT: "check that it exists and is installed"
    case EMFILE, ENFILE: "raise the limit of open files: ulimit -n"
    case ENOSPC: "free space, or raise user.max_net_namespaces"
    case EEXIST: "remove what an earlier run left behind: cygnet heal"
    default: ""
    }
  }

  /// The error of a C call that has just failed.
  static func last(_ what: String, on: String, hint: String = "") -> LinuxError {
    LinuxError(what, on: on, code: errno, hint: hint)
  }
}

/// Turns a shim's −errno into a typed throw.
@discardableResult
func check(_ result: Int32, _ what: String, on: String) throws(LinuxError) -> Int32 {
  if result < 0 { throw LinuxError(what, on: on, code: -result) }
  return result
}

/// Turns a C library's −1 with errno into a typed throw.
@discardableResult
func checkLast<Number: SignedInteger>(
  _ result: Number, _ what: String, on: String
) throws(LinuxError) -> Number {
  if result < 0 { throw LinuxError.last(what, on: on) }
  return result
}
