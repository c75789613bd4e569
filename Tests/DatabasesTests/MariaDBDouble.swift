import LoopbackEtcd
import NIOCore
import NIOPosix
import Synchronization
import Vocabulary

@testable import Databases

/// What a MariaDB says, as bytes: the opposite direction of `MariaDBRequest`.
enum Told {
  static func packet(_ sequence: UInt8, _ body: [UInt8]) -> [UInt8] {
    [UInt8(body.count & 255), UInt8(body.count >> 8 & 255), 0, sequence] + body
  }

  static func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

  /// The greeting of 10.11, with what follows the number of the session.
  static let greeting = packet(
    0,
    [10] + Array("5.5.5-10.11.6-MariaDB".utf8) + [0, 16, 0, 0, 0] + Array("~\\.pjDSS".utf8)
      + [0, 254, 247, 8, 2, 0, 255, 129, 21] + [UInt8](repeating: 0, count: 10)
      + Array("(kc0d'6vs\\Tn".utf8) + [0] + Array("mysql_native_password".utf8) + [0])

  static func okay(_ sequence: UInt8 = 1, affected: UInt8 = 0) -> [UInt8] {
    packet(sequence, [0, affected, 0, 2, 0, 0, 0])
  }

  static func end(_ sequence: UInt8) -> [UInt8] { packet(sequence, [254, 0, 0, 34, 0]) }

  static func failure(
    _ code: UInt16, _ state: String? = "HY000", _ words: String = "words", sequence: UInt8 = 1
  ) -> [UInt8] {
    let mark = state.map { [UInt8(ascii: "#")] + Array($0.utf8) } ?? []
    return packet(
      sequence, [255, UInt8(code & 255), UInt8(code >> 8)] + mark + Array(words.utf8))
  }

  /// A whole result with that many columns.
  static func rows(_ rows: [[String?]], columns: Int = 1) -> [UInt8] {
    var bytes = packet(1, [UInt8(columns)])
    var sequence: UInt8 = 2
    func add(_ body: [UInt8]) {
      bytes += packet(sequence, body)
      sequence += 1
    }
    for column in 0..<columns { add(text("def") + text("column \(column)")) }
    add([254, 0, 0, 34, 0])
    for row in rows { add(row.flatMap { $0.map(text) ?? [251] }) }
    add([254, 0, 0, 34, 0])
    return bytes
  }

  /// The server asks once more who we are.
  static func switching(to method: String) -> [UInt8] {
    packet(2, [254] + Array(method.utf8) + [0] + Array("12345678".utf8) + [0])
  }
}

/// A server that does with each statement what a script says, as a MariaDB that is ready.
final class MariaDBDouble: Sendable {
  /// What happens to one packet of a client.
  enum Reaction: Sendable {
    /// Never an answer.
    case silence
    /// These bytes.
    case bytes([UInt8])
    /// These bytes, and the connection is closed.
    case bytesThenClose([UInt8])
  }

  let endpoint: MemberEndpoint
  private let channel: any Channel
  private let heard: Heard

  /// What it was asked, shared with its connections.
  final class Heard: Sendable {
    let statements = Mutex<[String]>([])
    let connections = Atomic(0)
    let isReady = Mutex(true)
  }

  /// Statements in order, without the question whether it is ready.
  var statements: [String] { heard.statements.withLock { $0 } }
  var connections: Int { heard.connections.load(ordering: .relaxed) }

  func setReady(_ isReady: Bool) { heard.isReady.withLock { $0 = isReady } }

  init(
    name: HostName = "n1", greeting: Reaction = .bytes(Told.greeting),
    welcome: [Reaction] = [.bytes(Told.okay(2))],
    _ react: @escaping @Sendable (String) -> Reaction = { _ in .silence }
  ) async throws {
    let heard = Heard()
    self.heard = heard
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        heard.connections.add(1, ordering: .relaxed)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            Script(greeting, welcome, react, heard))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    endpoint = loopback(channel.localAddress?.port ?? 0, name: name)
  }

  func close() async { try? await channel.close() }

  private final class Script: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let greeting: Reaction
    private var welcome: [Reaction]
    private let react: @Sendable (String) -> Reaction
    private let heard: Heard
    private var buffer = ByteBuffer()

    init(
      _ greeting: Reaction, _ welcome: [Reaction],
      _ react: @escaping @Sendable (String) -> Reaction, _ heard: Heard
    ) {
      self.greeting = greeting
      self.welcome = welcome
      self.react = react
      self.heard = heard
    }

    func channelActive(context: ChannelHandlerContext) { carryOut(greeting, context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var part = unwrapInboundIn(data)
      buffer.writeBuffer(&part)
      while let header = buffer.getBytes(at: buffer.readerIndex, length: 4) {
        let length = Int(header[0]) | Int(header[1]) << 8
        guard buffer.readableBytes >= length + 4 else { return }
        buffer.moveReaderIndex(forwardBy: 4)
        let body = buffer.readBytes(length: length) ?? []
        guard welcome.isEmpty else {
          carryOut(welcome.removeFirst(), context.channel)
          continue
        }
        guard body.first == 3 else { continue }
        answer(String(decoding: body.dropFirst(), as: UTF8.self), context.channel)
      }
    }

    private func answer(_ statement: String, _ channel: any Channel) {
      if statement == "SHOW STATUS LIKE 'wsrep_ready'" {
        let word = heard.isReady.withLock { $0 } ? "ON" : "OFF"
        return carryOut(.bytes(Told.rows([["wsrep_ready", word]], columns: 2)), channel)
      }
      heard.statements.withLock { $0.append(statement) }
      carryOut(react(statement), channel)
    }

    private func carryOut(_ reaction: Reaction, _ channel: any Channel) {
      switch reaction {
      case .silence: break
      case .bytes(let bytes): channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
      case .bytesThenClose(let bytes):
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).assumeIsolated().whenComplete { _ in
          channel.close(promise: nil)
        }
      }
    }
  }
}
