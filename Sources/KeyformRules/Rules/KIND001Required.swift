internal import KeyformCore

enum KIND001Required: Rule {
  static let metadata = RuleMetadata(
    id: "KIND001", name: "required", severity: .error,
    what: "Every key states its kind.",
    why: "The kind decides whether a key is secret, countable, and where it may be used.",
    fix: "Write `kind:` with one of \(KeyKind.allCases.map(\.rawValue).joined(separator: ", ")).",
    source: "Keyform, the kinds of key",
    weight: .structural)

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.noKind])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    // A kind that is no kind has been reported where it stands.
    guard entry.value.keyKind == nil, entry.flaws?.kindIsMisstated != true else { return nil }
    let known = context.state.material(at: index).flatMap { context.catalog.publicKey($0) }
    let wayOut = known.map {
      "The catalogue knows the value as a \($0.kind.rawValue): write `kind: \($0.kind.rawValue)`."
    }
    return Finding(
      entry, at: ["kind"], "the key states no kind", "\(metadata.why) \(wayOut ?? metadata.fix)")
  }
}
