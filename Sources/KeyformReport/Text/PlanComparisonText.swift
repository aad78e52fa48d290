package import KeyformCore

/// What a rebased plan has that the reviewed one had not, for whoever approved that one.
extension PlanComparison {
  package func add(to buffer: inout TextBuffer) {
    if isAsReviewed {
      buffer.line("It does what the reviewed plan does: nothing was added, none is gone.", .strong)
    } else {
      buffer.line("Differs from the reviewed plan:", .strong)
    }
    add(added, "not reviewed", .caution, to: &buffer)
    add(gone, "no longer due", .faint, to: &buffer)
    for pair in altered {
      addLine(pair.now, "not as reviewed", .caution, to: &buffer)
      let (then, now) = (pair.reviewed.fields, pair.now.fields)
      addFields(then.filter { !now.contains($0) }, "no longer: ", to: &buffer)
      addFields(now.filter { !then.contains($0) }, "not reviewed: ", to: &buffer)
    }
    for address in rebased {
      buffer.line("  = \(address)  same change; other fields of the row changed", .faint)
    }
    if same > 0 { buffer.line("  \(same) as reviewed", .faint) }
  }

  private func add(
    _ changes: [Change], _ note: String, _ paint: Paint, to buffer: inout TextBuffer
  ) {
    for change in changes {
      addLine(change, note, paint, to: &buffer)
      if change.action == .update { addFields(change.fields, "", to: &buffer) }
    }
  }

  private func addLine(
    _ change: Change, _ note: String, _ paint: Paint, to buffer: inout TextBuffer
  ) {
    let address = change.address.description
    buffer.line("  \(change.action.symbol) \(address)  \(note)", paint)
  }

  private func addFields(
    _ fields: [FieldChange], _ note: String, to buffer: inout TextBuffer
  ) {
    for field in fields {
      let (from, to) = (Self.shown(field.from), Self.shown(field.to))
      buffer.line("      \(note)\(field.name): \(from) -> \(to)")
    }
  }

  /// A value that is no public one is told by tail and check, which are fields of their own.
  private static func shown(_ value: FieldValue) -> String { value.shown ?? "(none)" }
}
