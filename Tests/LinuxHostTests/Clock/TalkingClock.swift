import Foundation
import Glibc
import Vocabulary

@testable import LinuxHost

/// A process that says what its clocks show when it is asked, in the four ways there are.
struct TalkingClock {
  let child: ChildProcess

  /// What it said, each in seconds.
  struct Answer: Sendable {
    var whole: Double
    var day: Double
    var wall: Double
    var monotonic: Double
  }

  private static let program = """
    use Time::HiRes qw(clock_gettime); $| = 1;
    sub say { printf "%d %.6f %.9f %.9f\\n", time, Time::HiRes::time(), clock_gettime(0),
      clock_gettime(1) }
    while (sysread(STDIN, $c, 1)) {
      if ($c eq 't') { say }
      if ($c eq 'f') { if (my $p = fork) { waitpid($p, 0) } else { say; exit } }
      if ($c eq 'x') { exec $^X, '-e', $ENV{PROGRAM} }
    }
    """

  init() throws {
    child = try ChildProcess.start(
      Launch(
        "perl", ["-e", Self.program], environment: ["PROGRAM": Self.program, "PATH": "/usr/bin"],
        input: .pipe, output: .pipe))
    _ = try ask()
  }

  /// Asks with `t`; with `f` a forked child answers.
  func ask(_ how: String = "t") throws -> Answer {
    try tell(how)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(child.output ?? -1, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    let numbers = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap {
      Double($0)
    }
    guard numbers.count == 4 else { throw LinuxError("ask a clock", on: "\(line)") }
    return Answer(whole: numbers[0], day: numbers[1], wall: numbers[2], monotonic: numbers[3])
  }

  func tell(_ how: String) throws {
    guard write(child.input ?? -1, how, 1) == 1 else { throw LinuxError.last("ask", on: "perl") }
  }

  /// How far its clocks are ahead of this process's; whole seconds may be one more off.
  func ahead(_ how: String = "t") throws -> Answer {
    let (wall, monotonic) = (Double(WallClock.now()) / 1e9, MonotonicClock.now().inSeconds)
    let answer = try ask(how)
    return Answer(
      whole: answer.whole - wall, day: answer.day - wall, wall: answer.wall - wall,
      monotonic: answer.monotonic - monotonic)
  }

  func end() {
    try? child.signal(SIGKILL)
    _ = child.waitBlocking(for: .seconds(10))
    for descriptor in [child.input, child.output] { descriptor.map { _ = close($0) } }
  }
}

extension TalkingClock.Answer {
  /// Whether all wall clocks are off by this and the monotonic one is not; busy or not.
  func isOff(by offset: Double) -> Bool {
    let room = 1.0
    return abs(whole - offset) < room + 1 && abs(day - offset) < room
      && abs(wall - offset) < room && abs(monotonic) < room
  }
}
