import NIOCore
import NIOHTTP1

/// Writes the body of a stream, no faster than the reader reads.
///
/// Limits: a reader that takes nothing for `patience` is hung up on; others never wait for it.
struct BodyWriter: Sendable {
  let channel: any Channel
  let patience: TimeAmount

  /// Returns once the kernel has all of the bytes.
  ///
  /// Errors: the connection is gone.
  func write(_ bytes: [UInt8]) async throws {
    let channel = channel
    let written = channel.eventLoop.makePromise(of: Void.self)
    channel.writeAndFlush(
      HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: written)
    let hangUp = channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    // Where it was written, not where somebody has time to hear of it: load would look like a
    // stall.
    written.futureResult.whenComplete { _ in hangUp.cancel() }
    try await written.futureResult.get()
  }
}
