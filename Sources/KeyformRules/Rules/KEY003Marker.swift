package import KeyformCore

enum KEY003Marker: Rule {
  static let metadata = RuleMetadata(
    id: "KEY003", name: "marker", severity: .error,
    what: "A key holds at most one N, never in the last place; behind the eighth place is unusual.",
    why: """
      The place of N is a digit of the number that the key encodes. All 124 published keys of that \
      format have it in places 1 to 8.
      """,
    fix: "Compare the key with its source, above all M, H and W, which are read for N.",
    source: "measured on 149 published keys")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.marker])]

  private static let usualPlaces = KEY003Severity.usualPlaces

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    let marker = context.values.markers[index]
    guard concerns(marker) else { return nil }
    let place = Int(marker.place) + 1
    let field = context.valueField(of: entry)
    if marker.count > 1 {
      return Finding(
        entry, at: field, "the key holds N more than once",
        """
        It has \(marker.count), and a key holds one at most: this is a typing error (Windows: \
        0xC004F050). \(metadata.fix)
        """
      )
    }
    if place == 25 {
      return Finding(
        entry, at: field, "the key ends in N",
        "N never stands last: this is a typing error (Windows: 0xC004F050). \(metadata.fix)")
    }
    guard let key = context.state.material(at: index) else { return nil }
    let fits = KeyStructure(key)?.checksumFits ?? false
    let more =
      fits
      ? "" : ", and the checksum does not fit either: Windows would refuse the key with 0xC004F050"
    return Finding(
      entry, at: field, "N stands in an unusual place of the key",
      """
      It stands at place \(place); every published key has it in places 1 to \(usualPlaces)\(more). \
      \(metadata.fix)
      """,
      severity: KEY003Severity.of(place: place, fits: fits))
  }

  /// Whether this rule speaks of the marker: rule KEY004 then has nothing to add.
  static func concerns(_ marker: KeyMarker) -> Bool {
    marker.isKnown && (marker.count > 1 || marker.count == 1 && marker.place >= usualPlaces)
  }
}

/// How much a single N in an unusual place weighs. No key that passes is known to show it on.
package enum KEY003Severity {
  /// N stands in one of these in every published key.
  package static let usualPlaces = 8

  /// Nil: as the rule. A checksum that fits speaks for the key.
  package static func of(place: Int, fits: Bool) -> Severity? {
    fits && place > usualPlaces ? .warning : nil
  }
}
