internal import KeyformCore

/// `lifecycles:` — support dates by product, release and group of editions.
enum LifecyclesSection {
  private enum Field: String, CaseIterable {
    case product, products, release, group, editions, channel, policy, build, released
    case mainstreamEnd, extendedEnd, esuEnd, doubtful, note, source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { id, mark in
      var frame = EntryFrame(id, at: mark, from: reader)
      var texts: [Field: String] = [:]
      var dates: [Field: CalendarDate] = [:]
      var products: [String]?
      var doubtful: [String]?
      var policy: SupportDates.Policy?
      reader.fields(table) { field in
        switch field {
        case .product, .release, .group, .editions, .channel, .build, .note:
          texts[field] = reader.text()
        case .released, .mainstreamEnd, .extendedEnd, .esuEnd: dates[field] = reader.date()
        case .products: products = reader.texts()
        case .doubtful: doubtful = reader.texts()
        case .policy: policy = reader.word(SupportDates.Policy.self)
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(),
        let product = frame.require(texts[.product], "product"),
        let release = frame.require(texts[.release], "release"),
        let group = frame.require(texts[.group], "group"),
        let editions = frame.require(texts[.editions], "editions"),
        let channel = frame.require(texts[.channel], "channel"),
        let policy = frame.require(policy, "policy"),
        let build = frame.require(texts[.build], "build"),
        let released = frame.require(dates[.released], "released"),
        let mainstream = frame.require(dates[.mainstreamEnd], "mainstreamEnd"),
        let extended = frame.require(dates[.extendedEnd], "extendedEnd")
      else { return }
      let entry = SupportDates(
        id: id, product: product, products: products ?? [], release: release, group: group,
        editions: editions == "all" ? .all : .group(editions), channel: channel, policy: policy,
        build: build, released: released, mainstreamEnd: mainstream, extendedEnd: extended,
        esuEnd: dates[.esuEnd], doubtful: doubtful ?? [], note: texts[.note],
        provenance: provenance)
      draft.put(entry, id: id, into: \.lifecycles, at: mark, from: reader)
    }
  }
}
