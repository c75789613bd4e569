import Exercises
import NIOHTTP1

/// Whether a request comes from where it says, before anybody asks who sent it.
struct RequestGuard: Sendable {
  /// The address that the console listens on.
  let address: String

  /// Refuses names that only a hostile name server could have pointed here.
  ///
  /// Limits: any port will do, for a tunnel's end has another one than the console.
  func checkHost(_ request: WebRequest) throws(Refusal) {
    guard let host = request.header("host"), request.headers["host"].count == 1,
      names.contains(Self.name(host))
    else {
      throw Refusal(
        .forbidden, "the console is not at this address",
        hint: "open it as http://\(address):PORT")
    }
  }

  /// Refuses a write that a page of somebody else's sent.
  func checkOrigin(_ request: WebRequest) throws(Refusal) {
    let host = request.header("host") ?? ""
    if let site = request.header("sec-fetch-site"), !["same-origin", "none"].contains(site) {
      throw Self.foreign
    }
    // A browser that hides the origin says null; then only the token speaks for the write.
    if let origin = request.header("origin"), origin != "http://\(host)", origin != "null" {
      throw Self.foreign
    }
  }

  private static let foreign = Refusal(
    .forbidden, "this came from a page of another site", hint: "use the console's own pages")

  private var names: Set<String> { [address, "[\(address)]", "localhost"] }

  /// The host without its port.
  private static func name(_ host: String) -> String {
    guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return host }
    return String(host[..<colon])
  }
}
