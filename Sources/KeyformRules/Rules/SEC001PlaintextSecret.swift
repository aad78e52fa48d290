internal import KeyformCore

enum SEC001PlaintextSecret: Rule {
  static let metadata = RuleMetadata(
    id: "SEC001", name: "plaintext-secret", severity: .error,
    what: """
      A key of kind mak, csvlk, esu-mak, retail or oem does not stand in a file of the repository, \
      neither in `value` nor in any text. In a text a mistyped one counts as well: it is masked wherever \
      it is shown, so that nobody could review it.
      """,
    why: """
      Everybody with access to the repository could use it up, now and from its history: only GVLKs \
      and other published keys need no confidentiality.
      """,
    fix: """
      Name its place instead: `secret: {env: NAME}` or `secret: {file: PATH, entry: NAME}`. If the \
      file was ever committed, treat the key as exposed and ask Microsoft for another.
      """,
    source: "Microsoft: plan for volume activation")

  static let checks: [RuleCheck] =
    [.key(one(checkValue), onlyIf: [.flaws])] + RuleCheck.everyKind(TextCheck(), onlyIf: [.flaws])

  private static func checkValue(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard let flaws = entry.flaws, flaws.valueIsWritten, entry.value.isSecret,
      flaws.value != .placeholder, !isPublished(flaws.writtenSecret, context)
    else { return nil }
    // With no kind at all it is a mistake of its own: the value is in no list of public keys.
    guard entry.value.keyKind != nil || flaws.writtenSecret != nil else { return nil }
    return Finding(entry, at: ["value"], "a secret key stands in plain text", metadata.advice)
  }

  /// A published key under a secret kind is rule KIND002's: nothing leaks.
  private static func isPublished(_ value: KeyMaterial?, _ context: LintContext) -> Bool {
    value.map { context.catalog.publicKey($0) != nil } ?? false
  }

  private struct TextCheck: EntryCheck {
    func findings<Value: Managed>(
      _ entry: Entry<Value>, _ index: Int, _ context: LintContext
    ) -> [Finding] {
      guard let flaws = entry.flaws else { return [] }
      let metadata = SEC001PlaintextSecret.metadata
      return flaws.keyShapedTexts.map { field in
        Finding(
          entry, at: field, "a text holds what looks like a secret key",
          "\(metadata.why) Remove it from `\(field.joined(separator: "."))`. \(metadata.fix)")
      }
    }
  }
}
