/// What a saved plan shows for itself to the target that it is to be applied to.
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

extension PlanProof {
  /// Throws where a saved plan was not made by somebody who may read the key of this one, which was
  /// made now.
  package func check(_ credential: PlanCredential) throws(TargetError) {
    guard let key else { throw .planWithoutCode }
    try credential.check(key)
  }
}
