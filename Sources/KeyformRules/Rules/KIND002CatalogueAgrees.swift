internal import KeyformCore

enum KIND002CatalogueAgrees: Rule {
  static let metadata = RuleMetadata(
    id: "KIND002", name: "catalogue-agrees", severity: .error,
    what: """
      A published value has the kind that the catalogue gives it, and a gvlk, avma or setup-default \
      key is in the catalogue.
      """,
    why: """
      Wrong "GVLKs" circulate: keys of previews, and lists that gave one product the key of \
      another. Windows refuses them (0xC004F069), or never activates.
      """,
    fix: """
      Correct `kind`, or leave `value` out so that the catalogue fills it in. A key that was \
      published after the catalogue's date can be added in a `catalog/` folder of the repository.
      """,
    source: "Microsoft: KMS client activation and product keys; automatic VM activation")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.ownValue])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    guard let kind = entry.value.keyKind else { return nil }
    if kind.isPublic {
      // What the catalogue filled in agrees with it.
      guard entry.flaws?.valueIsWritten == true, let value = entry.value.publicValue else {
        return nil
      }
      guard let known = context.catalog.publicKey(value) else {
        // A typing error is in no catalogue either: rules KEY003 and KEY004 say which it is.
        return context.values.markers[index].isMistyped(value) ? nil : unknown(entry, kind, context)
      }
      return known.kind == kind ? nil : other(entry, kind, known)
    }
    guard let value = context.state.material(at: index),
      let known = context.catalog.publicKey(value)
    else { return nil }
    return other(entry, kind, known)
  }

  private static func unknown(
    _ entry: Entry<ProductKey>, _ kind: KeyKind, _ context: LintContext
  ) -> Finding {
    Finding(
      entry, at: ["value"], "the catalogue knows no such \(kind.rawValue)",
      """
      Every \(kind.rawValue) is published, and this value is not among those of catalogue \
      \(context.catalog.edition): Windows refuses such a key (0xC004F069), or never activates with it. \
      If it is a key of your organisation, its kind is another one and the value is secret. \
      \(metadata.fix)
      """)
  }

  private static func other(
    _ entry: Entry<ProductKey>, _ kind: KeyKind, _ known: PublicKey
  ) -> Finding {
    let products = known.rows.prefix(3).map(\.product).listed
    return Finding(
      entry, at: ["kind"],
      "the value is a published \(known.kind.rawValue), not a \(kind.rawValue)",
      """
      Microsoft publishes it for \(products)\(known.rows.count > 3 ? ", …" : ""); it activates \
      nothing as a \(kind.rawValue). Write `kind: \(known.kind.rawValue)`, or the right value.
      """)
  }
}
