/// Headers of every answer.
enum SecurityHeaders {
  /// What pages may load and do: their own server's files, and nothing written inline.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

  private static let all: [(name: String, value: String)] = [
    ("Content-Security-Policy", policy),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cache-Control", "no-store"),
  ]

  /// Those that the answer does not set itself.
  static func common(
    over own: [(name: String, value: String)]
  ) -> [(name: String, value: String)] {
    all.filter { common in !own.contains { $0.name == common.name } }
  }
}
