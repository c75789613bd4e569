import Crypto

/// The signature of PagerDuty's webhooks: HMAC-SHA256 over the raw bytes of the body.
///
/// Source: developer.pagerduty.com/docs/verifying-webhook-signatures.
package enum PagerDutySignature {
  /// Accepts the body if one of the header's `v1=` values fits one of the secrets.
  ///
  /// Errors: `invalid` where there is no header of the form, `forbidden` where no value fits.
  package static func verify(
    _ header: String?, over body: [UInt8], secrets: [String]
  ) throws(Refusal) {
    let values = (header ?? "").prefix(4_096).split(separator: ",").compactMap { part in
      let words = part.drop { $0 == " " }
      guard words.hasPrefix("v1="), let bytes = Hexadecimal.bytes(words.dropFirst(3)),
        bytes.count == SHA256.byteCount
      else { return nil as [UInt8]? }
      return bytes
    }
    guard !values.isEmpty else {
      throw Refusal(
        .invalid, "pagerduty-webhook: the header X-PagerDuty-Signature is missing or has no v1=",
        hint: "copy the signing secret of the webhook subscription into the exercise")
    }
    for secret in secrets {
      let key = SymmetricKey(data: Array(secret.utf8))
      for value in values
      where HMAC<SHA256>.isValidAuthenticationCode(value, authenticating: body, using: key) {
        return
      }
    }
    throw Refusal(.forbidden, "pagerduty-webhook: the signature fits none of the secrets")
  }
}
