package import KeyformCore

/// Keys for a product, as `keyform.which/1`.
package struct WhichJSON {
  static let format = "keyform.which/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func bytes(_ report: WhichReport) -> ReportBytes {
    let question = report.question
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    member("format", Self.format, &json)
    member("product", question.product.text, &json)
    member("release", question.release, &json)
    member("architecture", question.architecture?.rawValue, &json)
    list("use", question.use.words, &json)
    json.key("keys")
    json.beginArray()
    for choice in report.choices { add(choice, report, &json) }
    json.endArray()
    json.endObject()
    return json.takeDocument()
  }

  private func add(_ choice: KeyChoice, _ report: WhichReport, _ json: inout JSONWriter) {
    let key = choice.key
    json.beginObject()
    member("reference", choice.reference?.description, &json)
    let source =
      switch choice.source {
      case .entry: "repository"
      case .project: "project"
      case .catalogue: "catalogue"
      }
    member("source", source, &json)
    member("verdict", choice.verdict.rawValue, &json)
    list("reasons", choice.reasons, &json)
    member("kind", key.keyKind?.rawValue, &json)
    member("state", key.state.rawValue, &json)
    list("use", choice.use.words, &json)
    member("value", key.shownPublicValue(masking), &json)
    member("tail", key.tail?.text, &json)
    member("check", key.check?.text, &json)
    json.key("supply")
    if let supply = choice.supply { add(supply, &json) } else { json.null() }
    list("servers", choice.servers.map(\.description), &json)
    let place = report.place(of: choice)
    member("file", place?.file, &json)
    json.key("line")
    if let place { json.value(place.line) } else { json.null() }
    json.endObject()
  }

  private func add(_ supply: KeySupply, _ json: inout JSONWriter) {
    json.beginObject()
    var quantity: Int?
    if case .count(let count) = supply.quantity { quantity = count }
    count("quantity", quantity, &json)
    json.key("unlimited")
    json.value(supply.quantity == .unlimited)
    count("remaining", supply.remaining?.count, &json)
    member("asOf", supply.remaining?.asOf?.description, &json)
    count("bindings", supply.bindings, &json)
    count("machines", supply.machines, &json)
    count("activated", supply.activated, &json)
    count("left", supply.left.map { max(0, $0) }, &json)
    json.endObject()
  }

  private func count(_ name: StaticString, _ count: Int?, _ json: inout JSONWriter) {
    json.key(name)
    if let count { json.value(count) } else { json.null() }
  }

  private func member(_ name: StaticString, _ text: String?, _ json: inout JSONWriter) {
    json.key(name)
    json.value(text)
  }

  private func list(_ name: StaticString, _ texts: [String], _ json: inout JSONWriter) {
    json.key(name)
    json.list(texts)
  }
}
