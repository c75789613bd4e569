import NIOCore

/// The bodies that the gateway takes.
enum EtcdRequest {
  static func put(key: String, value: Int64) -> ByteBuffer {
    var body = ByteBuffer()
    body.reserveCapacity(96)
    body.writeStaticString("{\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString("\",\"value\":\"")
    EtcdBase64.write(String(value).utf8, to: &body)
    body.writeStaticString("\"}")
    return body
  }

  static func range(key: String, serializable: Bool) -> ByteBuffer {
    var body = ByteBuffer()
    body.reserveCapacity(96)
    body.writeStaticString("{\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString(serializable ? "\",\"serializable\":true}" : "\"}")
    return body
  }

  static func put(key: String, value: Int64, ifUnchangedSince modRevision: Int64) -> ByteBuffer {
    var body = ByteBuffer()
    body.reserveCapacity(192)
    body.writeStaticString("{\"compare\":[{\"target\":\"MOD\",\"result\":\"EQUAL\",\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeString("\",\"mod_revision\":\"\(modRevision)")
    body.writeStaticString("\"}],\"success\":[{\"request_put\":{\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString("\",\"value\":\"")
    EtcdBase64.write(String(value).utf8, to: &body)
    body.writeStaticString("\"}}]}")
    return body
  }

  static func compareAndSet(key: String, expected: Int64, new: Int64) -> ByteBuffer {
    var body = ByteBuffer()
    body.reserveCapacity(256)
    body.writeStaticString("{\"compare\":[{\"target\":\"VALUE\",\"result\":\"EQUAL\",\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString("\",\"value\":\"")
    EtcdBase64.write(String(expected).utf8, to: &body)
    body.writeStaticString("\"}],\"success\":[{\"request_put\":{\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString("\",\"value\":\"")
    EtcdBase64.write(String(new).utf8, to: &body)
    body.writeStaticString("\"}}],\"failure\":[{\"request_range\":{\"key\":\"")
    EtcdBase64.write(key.utf8, to: &body)
    body.writeStaticString("\"}}]}")
    return body
  }
}
