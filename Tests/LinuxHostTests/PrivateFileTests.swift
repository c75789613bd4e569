import Foundation
import LinuxHost
import Testing

@Suite struct PrivateFileTests {
  @Test("A private file is written again and again, and nobody else may read it")
  func writtenTwice() throws {
    let path = FileManager.default.temporaryDirectory.path + "/private-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for text in ["one", "another one", "two"] {
      try PrivateFile.write(text, to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }
  }

  @Test("Where it cannot be written what stood there stays, and the error names the place")
  func refused() {
    let path = "/proc/private-\(UUID().uuidString)"
    #expect(throws: LinuxError.self) { try PrivateFile.write("x", to: path) }
  }
}
