/// What a new plan has that a reviewed one had not, and the other way round.
package struct PlanComparison: Sendable {
  /// Changes that nobody has reviewed.
  package private(set) var added: [StatedChange] = []
  /// Reviewed changes that are no longer due.
  package private(set) var gone: [StatedChange] = []
  /// Changes of the same row that are not the same.
  package private(set) var altered: [(reviewed: StatedChange, now: StatedChange)] = []
  /// The same changes, planned from a row that has other values in fields that they leave alone.
  package private(set) var rebased: [Address] = []
  /// Changes that are exactly as reviewed.
  package private(set) var same = 0

  /// Both lists are by kind and name.
  package init(reviewed: [Change], now: [Change]) {
    var left = 0
    var right = 0
    while left < reviewed.count || right < now.count {
      if right == now.count
        || left < reviewed.count && reviewed[left].address < now[right].address
      {
        gone.append(StatedChange(reviewed[left]))
        left += 1
      } else if left == reviewed.count || now[right].address < reviewed[left].address {
        added.append(StatedChange(now[right]))
        right += 1
      } else {
        compare(reviewed[left], now[right])
        left += 1
        right += 1
      }
    }
  }

  private mutating func compare(_ reviewed: Change, _ now: Change) {
    if reviewed.action != now.action || reviewed.formerName != now.formerName
      || reviewed.fields != now.fields
    {
      altered.append((StatedChange(reviewed), StatedChange(now)))
    } else if reviewed.base != now.base {
      rebased.append(now.address)
    } else {
      same += 1
    }
  }

  /// What is held against all that was reviewed, each of which may be done: two merges before one
  /// apply are an ordinary day. Of several that are about one row the last one is named.
  package init(reviewed: [[StatedChange]], now: [StatedChange]) {
    var known: [Address: [StatedChange]] = [:]
    for change in reviewed.joined() { known[change.address, default: []].append(change) }
    for change in now {
      guard let those = known.removeValue(forKey: change.address), let last = those.last else {
        added.append(change)
        continue
      }
      if those.contains(change) { same += 1 } else { altered.append((last, change)) }
    }
    gone = known.values.compactMap(\.last).sorted { $0.address < $1.address }
  }

  /// Whether the new plan does what was reviewed and nothing else.
  package var isAsReviewed: Bool { isWithinReviewed && gone.isEmpty }

  /// Whether the new plan does nothing but what was reviewed; perhaps not all of it.
  package var isWithinReviewed: Bool { added.isEmpty && altered.isEmpty }
}

extension PlanComparison {
  /// How much a line matters to whoever approved the reviewed plan.
  package enum Weight: Sendable {
    case notReviewed, detail, asReviewed
  }

  /// One row in which they differ.
  package struct Item: Sendable {
    package let change: StatedChange
    /// Such as `not reviewed`.
    package let note: String
    package let weight: Weight
    /// What differs of it: what that is to the review, and the words.
    package let details: [(note: String, text: String)]
  }

  /// What nobody has reviewed, what is no longer due, and what is otherwise than it was reviewed.
  package var items: [Item] {
    func details(_ fields: [FieldChange], _ note: String) -> [(note: String, text: String)] {
      fields.map { field in
        // A value that is no public one is told by tail and check, which are fields of their own.
        let (from, to) = (field.from.shown ?? "(none)", field.to.shown ?? "(none)")
        return (note, "\(field.name): \(from) -> \(to)")
      }
    }
    func item(_ change: StatedChange, _ note: String, _ weight: Weight) -> Item {
      Item(
        change: change, note: note, weight: weight,
        details: change.action == .update ? details(change.fields, "") : [])
    }
    return added.map { item($0, "not reviewed", .notReviewed) }
      + gone.map { item($0, "no longer due", .asReviewed) }
      + altered.map { then, now in
        Item(
          change: now, note: "not as reviewed", weight: .notReviewed,
          details: details(then.fields.filter { !now.fields.contains($0) }, "no longer: ")
            + details(now.fields.filter { !then.fields.contains($0) }, "not reviewed: ")
            + now.hazards.filter { !then.hazards.contains($0) }
            .map { ("not reviewed: ", "hazard \($0.rawValue)") })
      }
  }

  /// What is as reviewed, a clause each.
  package var likeReviewed: [String] {
    rebased.map { "\($0)  same change; other fields of the row changed" }
      + (same > 0 ? ["\(same) as reviewed"] : [])
  }

  /// The differences, a line each, and what is as reviewed at the end.
  package var lines: [(text: String, weight: Weight)] {
    var lines: [(text: String, weight: Weight)] = []
    for item in items {
      let change = item.change
      lines.append(("  \(change.action.symbol) \(change.address)  \(item.note)", item.weight))
      lines += item.details.map { ("      \($0.note)\($0.text)", .detail) }
    }
    for address in rebased {
      lines.append(("  = \(address)  same change; other fields of the row changed", .asReviewed))
    }
    if same > 0 { lines.append(("  \(same) as reviewed", .asReviewed)) }
    return lines
  }
}
