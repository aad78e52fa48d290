package import KeyformCore

/// Every row of the catalogue as `keyform.catalog/1`.
package struct CatalogJSON {
  private let catalog: ReferenceCatalog
  private let masking: Masking
  private let matches: (ProductID) -> Bool

  /// `matches` picks the rows by product.
  package init(_ catalog: ReferenceCatalog, matching matches: @escaping (ProductID) -> Bool) {
    self.catalog = catalog
    masking = Masking { catalog.publicKey($0) != nil }
    self.matches = matches
  }

  package func bytes() -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    text("format", "keyform.catalog/1", &json)
    text("edition", catalog.edition, &json)
    text("date", catalog.date.description, &json)
    text("digest", catalog.digest, &json)
    list("products", catalog.editions.filter { matches($0.id) }, &json, product)
    list(
      "publicKeys",
      catalog.publicKeys.flatMap { key in key.rows.map { (key, $0) } }
        .filter { matches($0.1.product) }, &json
    ) { publicKey($0.0, $0.1, &$1) }
    list(
      "lifecycles",
      catalog.lifecycles.filter { dates in
        ([dates.product] + dates.products).contains { matches(ProductID($0)) }
          || catalog.editions.contains {
            matches($0.id) && catalog.lifecycle(of: $0.id, release: dates.release)?.id == dates.id
          }
      }, &json, lifecycle)
    json.endObject()
    return json.takeDocument()
  }

  private func product(_ facts: EditionFacts, _ json: inout JSONWriter) {
    let product = catalog.product(of: facts.id)
    text("id", facts.id.text, &json)
    text("product", product?.name, &json)
    text("edition", facts.name, &json)
    text("editionID", facts.editionID, &json)
    text("family", facts.family.rawValue, &json)
    flag("volumeKeys", facts.hasVolumeKeys, &json)
    texts("aliases", facts.aliases, &json)
    texts("architectures", catalog.architectures(of: facts.id).map(\.rawValue), &json)
    texts("releases", catalog.releases(of: facts.id), &json)
    text("activationID", facts.activationID, &json)
    text("source", facts.source ?? product?.provenance.source, &json)
    text("date", product?.provenance.date.description, &json)
  }

  private func publicKey(_ key: PublicKey, _ row: PublicKey.Row, _ json: inout JSONWriter) {
    text("key", key.value.reveal(), &json)
    text("kind", key.kind.rawValue, &json)
    text("product", row.product.text, &json)
    texts("releases", row.releases, &json)
    text("channel", row.channel, &json)
    text("versions", row.versions, &json)
    text("builds", row.builds, &json)
    text("confidence", row.confidence, &json)
    text("note", row.note, &json)
    text("slmgr", "slmgr /ipk \(key.value.reveal())", &json)
    text("source", row.provenance.source, &json)
    text("date", row.provenance.date.description, &json)
  }

  private func lifecycle(_ dates: SupportDates, _ json: inout JSONWriter) {
    text("id", dates.id, &json)
    text("product", dates.product, &json)
    texts("products", dates.products, &json)
    text("release", dates.release, &json)
    text("group", dates.group, &json)
    text("channel", dates.channel, &json)
    text("policy", dates.policy.rawValue, &json)
    text("build", dates.build, &json)
    text("released", dates.released.description, &json)
    text("mainstreamEnd", dates.mainstreamEnd.description, &json)
    text("extendedEnd", dates.extendedEnd.description, &json)
    text("esuEnd", dates.esuEnd?.description, &json)
    text("note", dates.note, &json)
    text("source", dates.provenance.source, &json)
    text("date", dates.provenance.date.description, &json)
  }

  private func list<Row>(
    _ key: StaticString, _ rows: [Row], _ json: inout JSONWriter,
    _ body: (Row, inout JSONWriter) -> Void
  ) {
    json.key(key)
    json.beginArray()
    for row in rows {
      json.beginObject()
      body(row, &json)
      json.endObject()
    }
    json.endArray()
  }

  private func text(_ key: StaticString, _ value: String?, _ json: inout JSONWriter) {
    json.key(key)
    json.value(value)
  }

  private func texts(_ key: StaticString, _ values: [String], _ json: inout JSONWriter) {
    json.key(key)
    json.list(values)
  }

  private func flag(_ key: StaticString, _ value: Bool, _ json: inout JSONWriter) {
    json.key(key)
    json.value(value)
  }
}
