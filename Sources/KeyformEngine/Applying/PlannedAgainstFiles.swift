internal import KeyformCore

/// One change of a saved plan beside the one that is due by now at its address.
struct PlannedAgainstFiles {
  /// In which the two differ, a sentence each; empty: they are one.
  let differences: [String]

  /// `wanted` is the entry as the files have it, where nothing is due. Counts that the row has newer
  /// than the plan are no difference, up to the day `latest`.
  init(_ planned: Change, _ due: Change?, _ wanted: Entity?, _ latest: CalendarDate?) {
    let address = planned.address
    guard let after = planned.after else {
      differences =
        if due?.action == planned.action {
          []
        } else if due?.after != nil || wanted != nil {
          ["\(address): planned to \(planned.action.rawValue), the files have it"]
        } else {
          ["\(address): planned to \(planned.action.rawValue), now \(Self.word(due))"]
        }
      return
    }
    guard let goal = due?.after ?? (due == nil ? wanted : nil) else {
      differences = [
        "\(address): planned to \(planned.action.rawValue), the files have no such entry"
      ]
      return
    }
    let seen = due?.before.map { after.keepingNewerObservations(of: $0, latest: latest) } ?? after
    let fields = Change(.update(from: seen, to: goal)).fields.map { field in
      """
      \(address) \(field.name): planned \(Self.shown(field.from)), now wanted \
      \(Self.shown(field.to))
      """
    }
    if fields.isEmpty, due?.action != planned.action || due?.formerName != planned.formerName {
      differences = ["\(address): planned to \(Self.word(planned)), now \(Self.word(due))"]
    } else {
      differences = fields
    }
  }

  private static func shown(_ value: FieldValue) -> String {
    value.shown.map(FreeText.masked) ?? "nothing"
  }

  private static func word(_ change: Change?) -> String {
    guard let change else { return "nothing is to be done" }
    return change.formerName.map { "\(change.action.rawValue) what was \($0)" }
      ?? change.action.rawValue
  }
}

extension Change {
  /// This change of now as it was reviewed: bound to the row that was planned from, with the counts
  /// of then. Newer ones the target keeps by itself.
  func bound(to reviewed: Change) -> Change {
    let step: Change.Step =
      switch (self.step, reviewed.step) {
      case (.update(let from, let to), .update(let before, let after)):
        .update(from: from.counted(as: before), to: to.counted(as: after))
      case (.adopt(let from, let to), .adopt(let before, let after)):
        .adopt(from: from.counted(as: before), to: to.counted(as: after))
      case (.release(let row), .release(let before)): .release(row.counted(as: before))
      case (.delete(let row), .delete(let before)): .delete(row.counted(as: before))
      case (.create, _), (.update, _), (.adopt, _), (.release, _), (.delete, _): self.step
      }
    return Change(step, base: reviewed.base, isFromCatalog: isFromCatalog)
  }
}
