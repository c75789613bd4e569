import NIOHTTP1

/// The session's cookie, one for each exercise, so that a person may be in two.
enum Cookies {
  /// The cookie's name; the code is of letters, digits and hyphens.
  static func name(_ code: String) -> String { "cygnet_\(code)" }

  /// The session that a request carries for an exercise; nil where there is none, or two.
  static func session(_ request: WebRequest, code: String) -> String? {
    let values = request.headers["cookie"].flatMap { $0.split(separator: ";") }.compactMap {
      pair -> String? in
      let halves = pair.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, halves[0].drop(while: { $0 == " " }) == name(code) else {
        return nil
      }
      return String(halves[1])
    }
    return values.count == 1 ? values[0] : nil
  }

  /// Sets it; scripts cannot read it, and no other site's page makes a browser send it.
  static func setting(_ session: String, code: String) -> String {
    "\(name(code))=\(session); Path=/; HttpOnly; SameSite=Strict"
  }
}
