import NIOCore
import NIOHTTP1
import NIOPosix

/// A small web server that tells one secret in one place.
final class LeakyConsole: Sendable {
  /// Where it tells it.
  enum Leak: String, Sendable, CaseIterable {
    case nowhere
    case header
    case redirect
    case errorOfMethod
    case linkedAsset
    case stream
    case refusedWrite
    case escapedText
    case jsonOnly
    case missionTexts
    case reviewOfAText
    case watchedTerminal
  }

  private let channel: any Channel
  var port: Int { channel.localAddress?.port ?? 0 }

  private init(channel: any Channel) { self.channel = channel }

  static func start(_ leak: Leak) async throws -> LeakyConsole {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Leaking(leak: leak))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return LeakyConsole(channel: channel)
  }

  func stop() async { try? await channel.close().get() }
}

private final class Leaking: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let leak: LeakyConsole.Leak
  private var head: HTTPRequestHead?
  private var body = ""

  init(leak: LeakyConsole.Leak) { self.leak = leak }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body(let part): body += String(buffer: part)
    case .end: if let head { answer(head, context) }
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    var headers = HTTPHeaders([("content-type", "text/html")])
    var text =
      "<script src=\"/assets/odd-7.js\"></script><input type=hidden name=\"csrf\" value=\"t0\">"
    let method = head.method.rawValue
    switch (leak, head.uri) {
    case (.header, "/x/c-1/people"): headers.add(name: "x-mission", value: "etcd-obsidiwick-h")
    case (.redirect, "/x/c-1"): headers.add(name: "location", value: "/velvetorn")
    case (.errorOfMethod, "/x/c-1/plan.json") where method == "DELETE": text = "no Lumenorp"
    case (.linkedAsset, "/assets/odd-7.js"): text = "var a = 'helmsgrue'"
    case (.refusedWrite, "/x/c-1/do") where body.contains("hold") && body.contains("t0"):
      text = "only red may hold velvetorn-knife"
    case (.escapedText, "/x/c-1/actions"): text = "asymmetric&#45;visibility"
    case (.jsonOnly, "/x/c-1/view.json") where head.headers["accept"] == ["application/json"]:
      text = #"{"title": "Marmaladrin"}"#
    case (.missionTexts, "/x/c-1/missions.json"): text = #"{"draft": "feltherby: lost"}"#
    case (.reviewOfAText, "/x/c-1/editor/check") where method == "POST" && !body.isEmpty:
      text = "no target is called zanziquill"
    case (.watchedTerminal, "/x/c-1/watch/t1"): text = "<pre>Lumenorp</pre>"
    default: break
    }
    let isStream = leak == .stream && head.uri == "/x/c-1/events?after=0"
    if isStream { text = "id: 1\ndata: {\"step\": \"velvetorn-knife\"}\n\n" }
    if !isStream { headers.add(name: "content-length", value: "\(text.utf8.count)") }
    let response = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if method != "HEAD" {
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }
    // A stream stays open: what it told must be found all the same.
    if isStream {
      context.flush()
    } else {
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
