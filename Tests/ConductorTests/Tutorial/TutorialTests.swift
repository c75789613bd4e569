import Foundation
import Glibc
import LinuxHost
import Testing
import Vocabulary

extension OnRangeTests {
  /// The test of the tutorials, tested: what is wrong in one must be seen.
  @Suite(.serialized) struct TutorialTests {
    private func play(_ text: String, limit: Nanoseconds = .seconds(20)) async throws -> [String] {
      let tutorial = try Tutorial(name: "trial", text: text)
      let session = TutorialSession(
        tutorial: tutorial, given: [.init(path: "given/a.yaml", text: "a: 1\n")], limit: limit)
      return try await session.play()
    }

    @Test("There are six, and each is numbered")
    func six() {
      #expect(Tutorial.names.map { String($0.prefix(2)) } == ["01", "02", "03", "04", "05", "06"])
    }

    @Test("Each can be read, types something and shows something", arguments: Tutorial.names)
    func readable(name: String) throws {
      let tutorial = try Tutorial.named(name)
      let typed = tutorial.steps.compactMap { step -> Tutorial.Commands? in
        if case .type(let commands) = step { commands } else { nil }
      }
      #expect(typed.count >= 3)
      #expect(typed.count { !$0.shown.isEmpty } >= 2)
      #expect(typed.contains { $0.text.contains("cygnet ") })
    }

    @Test("One that says what happens passes, and leaves nothing behind")
    func right() async throws {
      let text = """
        Write `new/b.yaml`:

        ```yaml file=new/b.yaml
        b: 2
        ```

        ```sh
        x=$(cat given/a.yaml new/b.yaml); sleep 300 & echo $! >pid
        ```

        ```sh
        echo "$x"; echo one two  three >&2; ls -d Missions; cp pid "$TMPDIR/../trial.pid"
        ```

        ```text
        a: 1
        b: …
        …
        one two three
        ```

        ```sh exit=3|4
        sh -c 'echo ended; \\
          exit 4'
        ```

        ```text
        ended
        ```
        """
      let complaints = try await play(text)
      #expect(complaints == [])
      let file = TestRange.folder + "/trial.pid"
      let words = try String(contentsOfFile: file, encoding: .utf8)
      let pid = try #require(Int32(words.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(kill(pid, 0) != 0, "the job in the background lives on")
      try FileManager.default.removeItem(atPath: file)
      TestRange.removeEmptyFolders()
      #expect(!FileManager.default.fileExists(atPath: TutorialSession.home(of: "trial")))
    }

    @Test(
      "One that shows what does not come is seen",
      arguments: [
        ("```sh\necho one\n```\n```text\ntwo\n```", "nothing like “two”"),
        ("```sh\necho one; echo two\n```\n```text\ntwo\none\n```", "nothing like “one”"),
        ("```sh\necho one two\n```\n```text\none … three\n```", "nothing like “one … three”"),
        (
          "```sh\necho two\n```\n```sh\necho one\n```\n```text\ntwo\n```",
          "line 4: nothing like"
        ),
        ("```sh\nfalse\necho one\n```", "did not succeed"),
        ("```sh\nfalse | cat\n```", "did not succeed"),
        ("```sh exit=1\ntrue\n```", "ended with 0"),
        ("```sh exit=1\nsh -c 'exit 2'\n```", "ended with 2"),
      ])
    func wrong(text: String, complaint: String) async throws {
      let complaints = try await play(text)
      #expect(complaints.count == 1)
      #expect(complaints.first?.contains(complaint) == true, "\(complaints)")
      try? FileManager.default.removeItem(atPath: TutorialSession.home(of: "trial"))
      TestRange.removeEmptyFolders()
    }

    @Test("One that does not come to an end is ended")
    func endless() async throws {
      let complaints = try await play("```sh\nsleep 300\n```", limit: .seconds(1))
      #expect(complaints.first?.contains("did not end in time") == true, "\(complaints)")
      try? FileManager.default.removeItem(atPath: TutorialSession.home(of: "trial"))
      TestRange.removeEmptyFolders()
    }

    @Test(
      "A text that is no tutorial is refused",
      arguments: [
        ("```text\none\n```", "nothing was typed"), ("a\n```sh\necho", "never closed"),
        ("```sh exit=1\ntrue\nfalse\n```", "one command"), ("```sh exit=x\na\n```", "no exit code"),
        ("Write a.\n```yaml file=b.yaml\nb: 1\n```", "does not say"),
        ("`../b.yaml`\n```yaml file=../b.yaml\nb: 1\n```", "outside"),
        ("```python\nprint()\n```", "nobody knows"),
      ])
    func refused(text: String, message: String) {
      let error = #expect(throws: Tutorial.Mistake.self) {
        try Tutorial(name: "trial", text: text)
      }
      #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }
  }
}
