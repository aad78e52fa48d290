internal import Crypto

/// HMAC-SHA-256 of a saved plan under the key of its target. Only who may read that key can make
/// one, and it tells nothing of it.
package struct PlanCode: Hashable, Sendable {
  /// 64 lower-case hex digits.
  package let hex: String
  fileprivate let bytes: [UInt8]

  fileprivate init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    hex = Hex.text(self.bytes)
  }

  /// Nil unless 64 lower-case hex digits.
  package init?(hex: String) {
    guard hex.utf8.count == 64, let bytes = Hex.bytes(hex) else { return nil }
    self.hex = hex
    self.bytes = bytes
  }
}

/// Where the code of a plan comes from.
package struct PlanProof: Sendable {
  private enum Source: Sendable {
    /// Of a plan that was made now: the code is made once the plan's digest is known.
    case key(DigestKey)
    /// As a saved plan says it; nobody has looked at it yet.
    case stated(PlanCode)
  }

  private let source: Source

  /// Of a plan that was made from the target of this key.
  package init(of key: DigestKey) { source = .key(key) }

  package init(stated code: PlanCode) { source = .stated(code) }

  /// Throws where a saved plan was not made by somebody who may read the key of this one, which was
  /// made now.
  package func check(_ credential: PlanCredential) throws(TargetError) {
    guard case .key(let key) = source else { throw .planWithoutCode }
    try credential.check(key)
  }

  /// `digest` is the SHA-256 of the plan in hex, which covers all of it but its last line.
  package func code(of digest: String) -> PlanCode {
    switch source {
    case .key(let key): key.code(of: digest)
    case .stated(let code): code
    }
  }
}

/// What a saved plan shows to the target that it is to be applied to.
package struct PlanCredential: Hashable, Sendable {
  /// SHA-256 of the plan in hex.
  package let digest: String
  /// Nil where the target had no key when the plan was made.
  package let code: PlanCode?

  package init(digest: String, code: PlanCode?) {
    self.digest = digest
    self.code = code
  }

  /// Throws where the plan was not made by somebody who may read this key.
  package func check(_ key: DigestKey) throws(TargetError) {
    guard let code else { throw .planWithoutCode }
    guard key.isCode(code, of: digest) else { throw .otherPlanCode }
  }
}

extension DigestKey {
  /// No frame of a row begins like this: it would state an address of a billion bytes.
  private static let domain = "keyform plan code 1:"

  package func code(of digest: String) -> PlanCode {
    PlanCode(
      bytes: HMAC<SHA256>.authenticationCode(for: Self.framed(digest), using: symmetric))
  }

  /// Takes as long whatever differs.
  fileprivate func isCode(_ code: PlanCode, of digest: String) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
      code.bytes, authenticating: Self.framed(digest), using: symmetric)
  }

  private static func framed(_ digest: String) -> [UInt8] { Array((domain + digest).utf8) }
}
