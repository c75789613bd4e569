import Glibc
import Vocabulary

/// The descriptors behind a mesh, and one pass over them.
struct ProbeSockets: Sendable {
  private struct Station: Sendable {
    var name: HostName
    var host: HostNamespace
    var address: String
    var datagram: Int32
    var datagramPort: UInt16
    var listener: Int32
    var listenerPort: UInt16
  }

  private struct Connection: Sendable {
    var sender: Int32
    var receiver: Int32
    var pending: [UInt8] = []
  }

  private static let recordSize = 128
  private var stations: [HostName: Station] = [:]
  private var connections: [ProbeLink: Connection] = [:]
  private var sequence: UInt64 = 0
  private(set) var links: [ProbeLink] = []
  private var indices: [ProbeLink: Int] = [:]

  init(addresses: [(host: HostNamespace, address: String)]) throws(LinuxError) {
    do throws(LinuxError) {
      for (host, address) in addresses {
        let name = HostName(rawValue: host.name)
        for other in stations.keys.sorted() {
          links += [ProbeLink(from: other, to: name), ProbeLink(from: name, to: other)]
        }
        stations[name] = try Self.makeStation(name, host, address)
      }
      for (index, link) in links.enumerated() { indices[link] = index }
    } catch {
      closeAll()
      throw error
    }
  }

  private static func makeStation(
    _ name: HostName, _ host: HostNamespace, _ address: String
  ) throws(LinuxError) -> Station {
    try host.insideNetwork { () throws(LinuxError) -> Station in
      let datagram = try InternetSocket.datagram()
      try InternetSocket.bind(datagram, address)
      let listener = try InternetSocket.stream()
      try InternetSocket.bind(listener, address)
      try checkLast(listen(listener, 64), "listen", on: address)
      return Station(
        name: name, host: host, address: address, datagram: datagram,
        datagramPort: InternetSocket.localPort(datagram), listener: listener,
        listenerPort: InternetSocket.localPort(listener))
    }
  }

  mutating func closeAll() {
    for station in stations.values {
      close(station.datagram)
      close(station.listener)
    }
    for connection in connections.values {
      close(connection.sender)
      close(connection.receiver)
    }
    stations = [:]
    connections = [:]
  }

  // MARK: One pass

  private mutating func send(_ links: [ProbeLink]) {
    sequence += 1
    for link in links {
      guard let from = stations[link.from], let to = stations[link.to] else {
        preconditionFailure("a probe is asked for hosts of its own mesh")
      }
      let record = record(link)
      let target = InternetSocket.address(to.address, port: to.datagramPort)
      _ = InternetSocket.send(record, on: from.datagram, to: target)
      if let connection = connections[link] {
        // A full buffer means that nothing has passed for long: the record cannot pass either.
        _ = Glibc.send(connection.sender, record, record.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// Sequence number, then the index of the link, then filling.
  private func record(_ link: ProbeLink) -> [UInt8] {
    guard let index = indices[link] else {
      preconditionFailure("a probe is asked for links of its own mesh")
    }
    var bytes = [UInt8](repeating: 0x43, count: Self.recordSize)
    withUnsafeBytes(of: sequence) { bytes.replaceSubrange(0..<8, with: $0) }
    withUnsafeBytes(of: UInt64(index)) { bytes.replaceSubrange(8..<16, with: $0) }
    return bytes
  }

  /// The link that a record of this pass belongs to; nil for those of earlier passes.
  private func link(of record: ArraySlice<UInt8>) -> ProbeLink? {
    record.withUnsafeBytes { bytes in
      guard bytes.count == Self.recordSize,
        bytes.loadUnaligned(as: UInt64.self) == sequence
      else { return nil }
      let index = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      return index < UInt64(links.count) ? links[Int(index)] : nil
    }
  }

  mutating func pass(
    _ wanted: [ProbeLink], blocked: Set<ProbeLink>, quiet: Nanoseconds, patience: Nanoseconds
  ) -> [ProbeLink: LinkProbe] {
    var seen: [ProbeLink: LinkProbe] = [:]
    for link in wanted { seen[link] = LinkProbe(udpPassed: false, tcpPayloadPassed: false) }
    let start = MonotonicClock.now()
    send(wanted)
    while true {
      let open = wanted.allSatisfy { blocked.contains($0) || seen[$0]?.isOpen == true }
      let all = wanted.allSatisfy { seen[$0]?.isOpen == true }
      let end = start + (open ? quiet : patience)
      let left = (end - MonotonicClock.now()).rawValue
      if all || left <= 0 { break }
      let ready = waitForInput(wanted, atMost: left)
      receiveDatagrams(into: &seen)
      for link in ready { receiveStream(link, into: &seen) }
    }
    return seen
  }

  /// Waits until something arrives; gives the links whose connections have something to read.
  private func waitForInput(_ wanted: [ProbeLink], atMost left: Int64) -> [ProbeLink] {
    var polled = stations.values.map { pollfd(fd: $0.datagram, events: Int16(POLLIN), revents: 0) }
    let datagrams = polled.count
    var listening: [ProbeLink] = []
    for link in wanted {
      guard let receiver = connections[link]?.receiver else { continue }
      polled.append(pollfd(fd: receiver, events: Int16(POLLIN), revents: 0))
      listening.append(link)
    }
    _ = poll(&polled, nfds_t(polled.count), Int32(min(left / 1_000_000 + 1, 1_000)))
    return zip(listening, polled.dropFirst(datagrams)).filter { $0.1.revents != 0 }.map(\.0)
  }

  private func receiveDatagrams(into seen: inout [ProbeLink: LinkProbe]) {
    var buffer = [UInt8](repeating: 0, count: Self.recordSize)
    for station in stations.values {
      while recv(station.datagram, &buffer, buffer.count, 0) == Self.recordSize {
        if let link = link(of: buffer[...]) { seen[link]?.udpPassed = true }
      }
    }
  }

  private mutating func receiveStream(
    _ link: ProbeLink, into seen: inout [ProbeLink: LinkProbe]
  ) {
    guard var connection = connections[link] else { return }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(connection.receiver, &buffer, buffer.count, 0)
      if count <= 0 {
        // An ended connection would be readable for ever and turn the wait into a spin.
        if count == 0 || (errno != EAGAIN && errno != EINTR) { drop(link) }
        break
      }
      connection.pending += buffer.prefix(count)
      connections[link] = connection
    }
    while connection.pending.count >= Self.recordSize {
      if self.link(of: connection.pending.prefix(Self.recordSize)) == link {
        seen[link]?.tcpPayloadPassed = true
      }
      connection.pending.removeFirst(Self.recordSize)
    }
    connections[link]?.pending = connection.pending
  }

  private mutating func drop(_ link: ProbeLink) {
    guard let connection = connections.removeValue(forKey: link) else { return }
    close(connection.sender)
    close(connection.receiver)
  }

  // MARK: Fresh connections

  mutating func reopen(_ wanted: [ProbeLink], timeout: Nanoseconds) -> [ProbeLink: Bool] {
    var attempts: [PeerAddress: (link: ProbeLink, sender: Int32)] = [:]
    for link in wanted {
      guard let from = stations[link.from], let to = stations[link.to] else {
        preconditionFailure("a probe is asked for links of its own mesh")
      }
      guard
        let sender = try? from.host.insideNetwork({ () throws(LinuxError) -> Int32 in
          let sender = try InternetSocket.stream()
          try InternetSocket.bind(sender, from.address)
          _ = InternetSocket.connect(
            sender, to: InternetSocket.address(to.address, port: to.listenerPort))
          return sender
        })
      else { continue }
      let bits = InternetSocket.address(from.address, port: 0).sin_addr.s_addr
      let peer = PeerAddress(bits: bits, port: InternetSocket.localPort(sender))
      attempts[peer] = (link, sender)
    }
    var opened: [ProbeLink: Bool] = [:]
    for link in wanted { opened[link] = false }
    let deadline = MonotonicClock.now() + timeout
    while !attempts.isEmpty {
      let left = (deadline - MonotonicClock.now()).rawValue
      if left <= 0 { break }
      var polled = stations.values.map {
        pollfd(fd: $0.listener, events: Int16(POLLIN), revents: 0)
      }
      _ = poll(&polled, nfds_t(polled.count), Int32(min(left / 1_000_000 + 1, 1_000)))
      for station in stations.values {
        while let (receiver, peer) = InternetSocket.accept(station.listener) {
          guard let attempt = attempts[peer], attempt.link.to == station.name else {
            close(receiver)
            continue
          }
          attempts[peer] = nil
          drop(attempt.link)
          connections[attempt.link] = Connection(sender: attempt.sender, receiver: receiver)
          opened[attempt.link] = true
        }
      }
    }
    for attempt in attempts.values { close(attempt.sender) }
    return opened
  }
}
