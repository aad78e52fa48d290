internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  func decodeWaivers() {
    cursor.map("waivers") { name, mark in
      guard !EntryName.isLikeKey(name) else {
        cursor.report(
          .badName, at: mark, "a waiver is named like a product key",
          "Give it another name: names stand in plans. \(EntryName.rule)")
        cursor.skip()
        return
      }
      if !EntryName.isValid(name) {
        cursor.report(.badName, at: mark, "`\(name)` is no name", EntryName.rule)
      }
      decodeWaiver(name, mark)
    }
  }

  private func decodeWaiver(_ name: String, _ mark: YAMLPosition) {
    guard cursor.enterMapping("waiver `\(name)`") else { return }
    cursor.misspelt = []
    var seen: UInt64 = 0
    var limit: LimitSubject?
    var addresses: [(text: String, mark: YAMLPosition)] = []
    var until: CalendarDate?
    var reason: String?
    while let index = cursor.nextField(WaiverField.list, seen: &seen, of: "a waiver"),
      let field = WaiverField(rawValue: index)
    {
      switch field {
      case .limit: limit = decodeLimit()
      case .addresses:
        cursor.list("addresses") { _ in
          let mark = cursor.reader.mark
          if let text = cursor.text("addresses") { addresses.append((text, mark)) }
        }
      case .until: until = cursor.date("until")
      case .reason: reason = decodeReason()
      }
    }
    for (index, spec) in WaiverField.list.specs.enumerated()
    where seen & 1 << UInt64(index) == 0 && !cursor.misspelt.contains(spec.name) {
      cursor.report(
        .missingField, at: mark, "waiver `\(name)` lacks `\(spec.name)`", spec.description)
    }
    guard let limit else { return }
    let sound = addresses.filter { isSound($0.text, of: limit, at: $0.mark) }
    guard let until, let reason, !sound.isEmpty else { return }
    contents.waivers.append(
      Waiver(
        name: name, limit: limit, addresses: sound.map { Glob($0.text) }, until: until,
        reason: reason, origin: EntryOrigin(file: file, line: mark.line, column: mark.column)))
  }

  private func decodeLimit() -> LimitSubject? {
    guard let text = cursor.text("limit") else { return nil }
    if let limit = LimitSubject(text) { return limit }
    cursor.reportUnknownWord(text, "limit", LimitSubject.all.map(\.text))
    return nil
  }

  /// Reasons stand in plans, so no key may stand in them; no rule looks at waivers.
  private func decodeReason() -> String? {
    guard let reason = cursor.text("reason") else { return nil }
    if reason.allSatisfy(\.isWhitespace) {
      cursor.report(.missingField, "`reason` says nothing", "Say why the waiver is granted.")
      return nil
    }
    if KeyShape.holdsKey(reason, isPublic: { catalog.publicKey($0) != nil }) {
      cursor.report(
        .contradiction, "`reason` holds what looks like a product key",
        "Reasons are shown with every plan: name the entry instead.")
      return nil
    }
    return reason
  }

  /// Whether a pattern can fit an address that the limit counts.
  private func isSound(_ pattern: String, of limit: LimitSubject, at mark: YAMLPosition) -> Bool {
    let kind = limit.kind.rawValue
    let problem: String
    if EntryName.isLikeKey(pattern) {
      cursor.report(
        .badPattern, at: mark, "a pattern holds what looks like a product key",
        "Write addresses, such as \(kind)/old-*.")
      return false
    } else if !pattern.hasPrefix(kind + "/") {
      problem = "limit \(limit.text) counts \(kind)/… alone"
    } else if pattern.utf8.count == kind.utf8.count + 1 {
      problem = "it has no name"
    } else if !Glob(pattern).isWhole {
      problem = "its last bracket or backslash lacks what belongs to it"
    } else {
      return true
    }
    cursor.report(
      .badPattern, at: mark, "`\(pattern)` is no pattern of addresses: \(problem)",
      "Write a pattern such as \(kind)/old-*.")
    return false
  }
}
