import Glibc
import Synchronization
package import Vocabulary

/// Sockets in every host that prove which directions between hosts are cut.
///
/// Shape: a UDP socket a host, and an open TCP connection for each ordered pair of hosts.
/// Effect: each pass sends 128 bytes per link and protocol; nothing else.
/// Limits: a raw cut of A→B also loses the acknowledgements of B→A, whose connection therefore
/// stalls a few passes later: believe the first pass after a cut for the open direction, and
/// `reopen` after a heal, since a stalled connection waits for its retransmission timer.
package final class ProbeMesh: Sendable {
  private let state: Mutex<ProbeSockets>

  /// Opens all sockets; every link must be whole.
  package init(links: HostLinks) throws(LinuxError) {
    let sockets = try ProbeSockets(addresses: links.addresses)
    state = Mutex(sockets)
    let opened = reopenBlocking(allLinks, timeout: .seconds(5))
    if let closed = allLinks.first(where: { opened[$0] != true }) {
      throw LinuxError(
        "open a probe connection", on: closed.description,
        detail: "no handshake within 5s",
        hint: "heal what an earlier run left behind: cygnet heal")
    }
  }

  deinit { state.withLock { $0.closeAll() } }

  /// Every ordered pair of hosts.
  package var allLinks: [ProbeLink] { state.withLock { $0.links } }

  /// Sends over the links, all at once, and sees what arrives; blocks the calling thread.
  ///
  /// Waits up to `patience` for links that should be open; one that should be blocked has until
  /// the others have answered, and `quiet` at the least: the others show that the machine kept up.
  package func probeBlocking(
    _ links: [ProbeLink], blocked: Set<ProbeLink> = [],
    quiet: Nanoseconds = .milliseconds(15), patience: Nanoseconds = .milliseconds(500)
  ) -> [ProbeLink: LinkProbe] {
    state.withLock { sockets in
      sockets.pass(links, blocked: blocked, quiet: quiet, patience: patience)
    }
  }

  /// The same on a thread of its own.
  package func probe(
    _ links: [ProbeLink], blocked: Set<ProbeLink> = [],
    quiet: Nanoseconds = .milliseconds(15), patience: Nanoseconds = .milliseconds(500)
  ) async throws(LinuxError) -> [ProbeLink: LinkProbe] {
    try await OwnThread.asynchronously { [self] () throws(LinuxError) in
      probeBlocking(links, blocked: blocked, quiet: quiet, patience: patience)
    }
  }

  /// Replaces the links' connections by fresh ones; true for each whose handshake came about.
  ///
  /// A link whose handshake fails keeps the connection it had. A payload-only cut lets handshakes
  /// pass: probe afterwards.
  package func reopenBlocking(
    _ links: [ProbeLink], timeout: Nanoseconds = .milliseconds(500)
  ) -> [ProbeLink: Bool] {
    state.withLock { $0.reopen(links, timeout: timeout) }
  }

  /// The same on a thread of its own.
  package func reopen(
    _ links: [ProbeLink], timeout: Nanoseconds = .milliseconds(500)
  ) async throws(LinuxError) -> [ProbeLink: Bool] {
    try await OwnThread.asynchronously { [self] () throws(LinuxError) in
      reopenBlocking(links, timeout: timeout)
    }
  }
}
