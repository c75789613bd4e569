import ArgumentParser
import LinuxHost

/// The pass-through disk of one host; started by an agent, never by people.
struct DiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk", abstract: "The disk of a host.", shouldDisplay: false)

  @Argument var backing: String
  @Argument var mountpoint: String
  @Argument var control: String

  func run() throws {
    try PassThroughDisk.serve(backing: backing, mountpoint: mountpoint, control: control)
  }
}
