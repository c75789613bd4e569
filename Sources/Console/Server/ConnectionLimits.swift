import NIOCore
import NIOHTTP1

/// What one connection, and all of them together, may cost.
struct ConnectionLimits: Sendable {
  /// From the connection's begin to the end of its first head.
  var firstHead: TimeAmount = .seconds(10)
  /// From an answer's end to the end of the next head.
  var idle: TimeAmount = .seconds(30)
  /// From a head to the end of its body.
  var body: TimeAmount = .seconds(10)
  /// How long a reader may take nothing.
  var patience: TimeAmount = .seconds(10)
  /// Connections at a time.
  var connections = 1_000
  /// Bytes of a body.
  var bodyBytes = 1 << 20
  /// Bytes of a webhook's body.
  var alertBytes = 256 << 10

  /// What the parser allows of heads.
  static var heads: NIOHTTPDecoderLimitConfiguration {
    var heads = NIOHTTPDecoderLimitConfiguration()
    heads.maxHeaderFieldSize = 8 << 10
    heads.maxHeaderListSize = 32 << 10
    heads.maxHeaderFieldCount = 64
    return heads
  }
}
