import Foundation
import Testing

@testable import Ranges

@Suite struct UnixSocketTests {
  private static let long = "/tmp/" + String(repeating: "x", count: 108)

  @Test("A path that is too long for a socket is refused with the kernel's words")
  func pathTooLong() {
    for attempt in [UnixSocket.listen, UnixSocket.connect] as [(String) throws -> Int32] {
      let error = #expect(throws: RangeError.self) { try attempt(Self.long) }
      #expect(error?.message.contains("File name too long") == true)
      #expect(error?.message.contains(Self.long) == true)
    }
  }

  @Test("Nobody at the path is an error that says what to try")
  func nobody() {
    let error = #expect(throws: RangeError.self) { try UnixSocket.connect(to: "/nowhere/socket") }
    #expect(error?.message.contains("/nowhere/socket") == true)
    #expect(error?.hint.contains("range status") == true)
  }

  @Test("A socket takes the place of a dead one and belongs to this user alone")
  func listens() throws {
    let file = TrialFile()
    try file.write("left over")
    let listener = try UnixSocket.listen(at: file.path)
    let caller = try UnixSocket.connect(to: file.path)
    defer { for descriptor in [listener, caller] { close(descriptor) } }
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(UnixSocket.send("a line\n", to: caller))
  }
}
