internal import KeyformCore

enum KEY004Checksum: Rule {
  static let metadata = RuleMetadata(
    id: "KEY004", name: "checksum", severity: .error,
    what: "The ten-bit checksum of a key with N fits.",
    why: """
      It finds 99.95 % of single wrong characters and every swap of groups, before Setup or slmgr \
      refuse the key on a machine (0xC004F050). A key that passes need not be valid: only Microsoft \
      can tell.
      """,
    fix: "Compare the key with its source, character by character, and correct it there.",
    source: "US 8984293 B2; verified on 124 published keys")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.marker])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    let marker = context.values.markers[index]
    guard marker.count == 1, !KEY003Marker.concerns(marker),
      let key = context.state.material(at: index),
      let structure = KeyStructure(key), !structure.checksumFits
    else { return nil }
    return Finding(
      entry, at: context.valueField(of: entry), "the key's checksum does not fit",
      """
      A character is wrong, or two have changed places; Windows would refuse the key with \
      0xC004F050. \(metadata.fix)
      """)
  }
}
