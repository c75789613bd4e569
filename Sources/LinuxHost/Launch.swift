/// What to start: a program, its surroundings, and the host whose namespaces it joins.
package struct Launch: Sendable {
  /// A path, or a name that is looked for in PATH.
  package var executable: String
  /// Everything after the program's own name.
  package var arguments: [String]
  /// The whole environment; nil hands on this process's.
  package var environment: [String: String]?
  /// The directory it starts in; nil is this process's, or `/` of a joined mount namespace.
  package var directory: String?
  /// Where it reads from.
  package var input: Stream
  /// Where its standard output goes.
  package var output: Stream
  /// Where its standard error goes.
  package var error: Stream
  /// The host it runs on; nil is where this process runs.
  package var host: HostNamespace?
  /// Which of the host's namespaces it joins.
  package var joins: Joins
  /// Whether it leads a session and a process group of its own.
  package var isSessionLeader: Bool
  /// Whether the kernel kills it when this process dies.
  package var diesWithParent: Bool

  /// One end of a standard stream.
  package enum Stream: Sendable, Equatable {
    /// `/dev/null`.
    case null
    /// This process's own.
    case inherited
    /// A file that is made or emptied.
    case file(String)
    /// A file that is made or added to.
    case appending(String)
    /// A pipe whose other end is a descriptor of the `ChildProcess`.
    case pipe
    /// An open descriptor, which stays the caller's.
    case descriptor(Int32)
  }

  /// Namespaces of a host.
  package struct Joins: OptionSet, Sendable {
    /// The bits as CLinux takes them.
    package let rawValue: Int32
    /// Wraps bits.
    package init(rawValue: Int32) { self.rawValue = rawValue }
    /// Interfaces, addresses and sockets.
    package static let network = Joins(rawValue: 1)
    /// Mounts.
    package static let mounts = Joins(rawValue: 2)
    /// The host name.
    package static let hostname = Joins(rawValue: 4)
    /// Process numbers; the host's end is then the process's end.
    package static let processes = Joins(rawValue: 8)
    /// Users, where this process stands outside the range's; it then has no privileges but inside.
    package static let users = Joins(rawValue: 16)
    /// All four, as a database of the host runs.
    package static let all: Joins = [.network, .mounts, .hostname, .processes]
  }

  /// A launch with the usual surroundings: no input, inherited error, dies with its parent.
  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    directory: String? = nil, input: Stream = .null, output: Stream = .inherited,
    error: Stream = .inherited, host: HostNamespace? = nil, joins: Joins = .all,
    isSessionLeader: Bool = true, diesWithParent: Bool = true
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.input = input
    self.output = output
    self.error = error
    self.host = host
    self.joins = joins
    self.isSessionLeader = isSessionLeader
    self.diesWithParent = diesWithParent
  }
}
