package import KeyformCore

/// A rebased plan as JSON: the plan, and how it differs from the reviewed one.
package struct RebaseJSON {
  package static let format = "keyform.rebase/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// `reviewed` is the digest of the reviewed plan.
  package func write(
    _ comparison: PlanComparison, reviewed: String, _ plan: Plan, to sink: ReportSink
  ) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("reviewed")
    json.value("sha256:\(reviewed)")
    json.key("asReviewed")
    json.value(comparison.isAsReviewed)
    write("added", comparison.added.map(\.address), to: &json)
    write("gone", comparison.gone.map(\.address), to: &json)
    write("altered", comparison.altered.map(\.now.address), to: &json)
    write("rebased", comparison.rebased, to: &json)
    json.key("same")
    json.value(comparison.same)
    json.key("plan")
    try json.value(to: sink) { try PlanJSON(masking: masking).write(plan, to: sink) }
    json.endObject()
    try sink(json.takeDocument())
  }

  private func write(_ name: StaticString, _ addresses: [Address], to json: inout JSONWriter) {
    json.key(name)
    json.beginArray()
    for address in addresses { json.value(address.description) }
    json.endArray()
  }
}
