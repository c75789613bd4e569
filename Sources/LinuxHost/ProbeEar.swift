import Glibc
import Synchronization
package import Vocabulary

/// One host's sockets of a probe between machines that share no clock and no agent.
///
/// Shape:  a UDP socket, a listener and an open connection to each peer, on the host's address.
/// Effect: each round sends 128 bytes per peer and protocol; nothing else.
/// Limits: only peers are heard; what anybody else sends is dropped.
package final class ProbeEar: Sendable {
  private let state: Mutex<State>

  /// Where a peer can be reached.
  package struct Peer: Sendable, Equatable, Codable {
    /// Its number among all hosts of the probe.
    package var index: Int
    /// Its address.
    package var address: String
    /// The port of its UDP socket.
    package var datagramPort: Int
    /// The port of its listener.
    package var streamPort: Int

    /// A peer.
    package init(index: Int, address: String, datagramPort: Int, streamPort: Int) {
      self.index = index
      self.address = address
      self.datagramPort = datagramPort
      self.streamPort = streamPort
    }
  }

  /// Whose packets of one round have arrived.
  package struct Heard: Sendable, Equatable, Codable {
    /// Senders whose datagram arrived.
    package var datagrams: [Int]
    /// Senders whose bytes arrived on a connection that was open before the round.
    package var streams: [Int]

    /// What was heard.
    package init(datagrams: [Int], streams: [Int]) {
      self.datagrams = datagrams
      self.streams = streams
    }
  }

  private struct State: Sendable {
    var host: HostNamespace
    var index: Int
    var nonce: Int64
    var address: String
    var datagram: Int32
    var listener: Int32
    var peers: [Int: Peer] = [:]
    var outgoing: [Int: Int32] = [:]
    var incoming: [Int32: [UInt8]] = [:]
    /// By round, for a record may arrive before anybody asks for its round.
    var datagrams: [Int64: Set<Int>] = [:]
    var streams: [Int64: Set<Int>] = [:]
  }

  private static let recordSize = 128
  private static let mostConnections = 512

  /// Opens the sockets; `nonce` tells this probe's packets from all others.
  package init(
    host: HostNamespace, address: String, index: Int, nonce: Int64
  ) throws(LinuxError) {
    let (datagram, listener) = try host.insideNetwork { () throws(LinuxError) -> (Int32, Int32) in
      let datagram = try InternetSocket.datagram()
      do throws(LinuxError) {
        try InternetSocket.bind(datagram, address)
        let listener = try InternetSocket.stream()
        try InternetSocket.bind(listener, address)
        try checkLast(listen(listener, 64), "listen", on: address)
        return (datagram, listener)
      } catch {
        close(datagram)
        throw error
      }
    }
    state = Mutex(
      State(
        host: host, index: index, nonce: nonce, address: address, datagram: datagram,
        listener: listener))
  }

  deinit {
    state.withLock { state in
      let sockets = [state.datagram, state.listener] + state.outgoing.values + state.incoming.keys
      for socket in sockets { close(socket) }
    }
  }

  /// Where this host can be reached by its peers.
  package var place: Peer {
    state.withLock { state in
      Peer(
        index: state.index, address: state.address,
        datagramPort: Int(InternetSocket.localPort(state.datagram)),
        streamPort: Int(InternetSocket.localPort(state.listener)))
    }
  }

  /// Opens a fresh connection to each of these peers; the numbers of those that answered in time.
  ///
  /// A peer whose handshake fails keeps the connection it had.
  package func connect(to peers: [Peer], limit: Nanoseconds) throws(LinuxError) -> [Int] {
    let (host, address) = state.withLock { state in
      for peer in peers { state.peers[peer.index] = peer }
      return (state.host, state.address)
    }
    let started = try host.insideNetwork { () throws(LinuxError) -> [Int: Int32] in
      var sockets: [Int: Int32] = [:]
      for peer in peers {
        let socket = try InternetSocket.stream()
        try InternetSocket.bind(socket, address)
        let port = UInt16(clamping: peer.streamPort)
        _ = InternetSocket.connect(socket, to: InternetSocket.address(peer.address, port: port))
        sockets[peer.index] = socket
      }
      return sockets
    }
    var waiting = started
    var opened: [Int: Int32] = [:]
    let end = MonotonicClock.now().rawValue + limit.rawValue
    while !waiting.isEmpty {
      let left = (end - MonotonicClock.now().rawValue) / 1_000_000
      if left <= 0 { break }
      let order = waiting.keys.sorted()
      var polled = order.map { pollfd(fd: waiting[$0] ?? -1, events: Int16(POLLOUT), revents: 0) }
      _ = poll(&polled, nfds_t(polled.count), Int32(left))
      for (index, entry) in zip(order, polled) where entry.revents != 0 {
        waiting[index] = nil
        if InternetSocket.error(of: entry.fd) == 0 {
          opened[index] = entry.fd
        } else {
          close(entry.fd)
        }
      }
    }
    for socket in waiting.values { close(socket) }
    let made = opened
    state.withLock { state in
      for (index, socket) in made {
        if let old = state.outgoing.updateValue(socket, forKey: index) { close(old) }
      }
    }
    return made.keys.sorted()
  }

  /// Sends to these peers on the UDP socket and the open connections.
  package func speak(round: Int64, to indices: [Int]) {
    state.withLock { state in
      var record = [UInt8](repeating: 0x43, count: Self.recordSize)
      withUnsafeBytes(of: state.nonce) { record.replaceSubrange(0..<8, with: $0) }
      withUnsafeBytes(of: round) { record.replaceSubrange(8..<16, with: $0) }
      withUnsafeBytes(of: Int64(state.index)) { record.replaceSubrange(16..<24, with: $0) }
      for index in indices {
        guard let peer = state.peers[index] else { continue }
        let port = UInt16(clamping: peer.datagramPort)
        let target = InternetSocket.address(peer.address, port: port)
        _ = InternetSocket.send(record, on: state.datagram, to: target)
        // A full buffer means that nothing has passed for long: the record cannot pass either.
        if let socket = state.outgoing[index] {
          _ = Glibc.send(socket, record, record.count, Int32(MSG_NOSIGNAL))
        }
      }
    }
  }

  /// What has arrived of a round until now.
  package func heard(round: Int64) -> Heard {
    state.withLock { state in
      Self.receive(&state)
      // Rounds only grow: what is older will not be asked for again.
      state.datagrams = state.datagrams.filter { $0.key >= round }
      state.streams = state.streams.filter { $0.key >= round }
      return Heard(
        datagrams: (state.datagrams[round] ?? []).sorted(),
        streams: (state.streams[round] ?? []).sorted())
    }
  }

  private static func receive(_ state: inout State) {
    let known = Set(
      state.peers.values.map { InternetSocket.address($0.address, port: 0).sin_addr.s_addr })
    while let (socket, peer) = InternetSocket.accept(state.listener) {
      guard known.contains(peer.bits), state.incoming.count < mostConnections else {
        close(socket)
        continue
      }
      state.incoming[socket] = []
    }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(state.datagram, &buffer, buffer.count, 0)
      if count < 0 { break }
      if let (round, sender) = origin(of: buffer[..<count], in: state) {
        state.datagrams[round, default: []].insert(sender)
      }
    }
    for socket in state.incoming.keys.sorted() {
      while true {
        let count = recv(socket, &buffer, buffer.count, 0)
        if count > 0 { state.incoming[socket, default: []] += buffer[..<count] }
        if count > 0 || (count < 0 && errno == EINTR) { continue }
        if count == 0 || errno != EAGAIN {
          close(socket)
          state.incoming[socket] = nil
        }
        break
      }
      while let bytes = state.incoming[socket], bytes.count >= recordSize {
        if let (round, sender) = origin(of: bytes[..<recordSize], in: state) {
          state.streams[round, default: []].insert(sender)
        }
        state.incoming[socket]?.removeFirst(recordSize)
      }
    }
  }

  /// The round and the sender of a record of this probe; nil for anything else.
  private static func origin(
    of record: ArraySlice<UInt8>, in state: State
  ) -> (round: Int64, sender: Int)? {
    record.withUnsafeBytes { bytes in
      guard bytes.count == recordSize, bytes.loadUnaligned(as: Int64.self) == state.nonce
      else { return nil }
      let round = bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self)
      let index = Int(bytes.loadUnaligned(fromByteOffset: 16, as: Int64.self))
      return state.peers[index] == nil ? nil : (round, index)
    }
  }
}
