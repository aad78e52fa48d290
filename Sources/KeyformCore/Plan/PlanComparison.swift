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

  /// The differences, a line each, and what is as reviewed at the end.
  package var lines: [(text: String, weight: Weight)] {
    var lines: [(text: String, weight: Weight)] = []
    for change in added { lines += Self.lines(change, "not reviewed", .notReviewed) }
    for change in gone { lines += Self.lines(change, "no longer due", .asReviewed) }
    for pair in altered {
      lines.append(Self.line(pair.now, "not as reviewed", .notReviewed))
      let (then, now) = (pair.reviewed, pair.now)
      lines += Self.lines(then.fields.filter { !now.fields.contains($0) }, "no longer: ")
      lines += Self.lines(now.fields.filter { !then.fields.contains($0) }, "not reviewed: ")
      for hazard in now.hazards where !then.hazards.contains(hazard) {
        lines.append(("      not reviewed: hazard \(hazard.rawValue)", .detail))
      }
    }
    for address in rebased {
      lines.append(("  = \(address)  same change; other fields of the row changed", .asReviewed))
    }
    if same > 0 { lines.append(("  \(same) as reviewed", .asReviewed)) }
    return lines
  }

  private static func lines(
    _ change: StatedChange, _ note: String, _ weight: Weight
  ) -> [(text: String, weight: Weight)] {
    [line(change, note, weight)] + (change.action == .update ? lines(change.fields, "") : [])
  }

  private static func line(
    _ change: StatedChange, _ note: String, _ weight: Weight
  ) -> (text: String, weight: Weight) {
    ("  \(change.action.symbol) \(change.address)  \(note)", weight)
  }

  private static func lines(
    _ fields: [FieldChange], _ note: String
  ) -> [(text: String, weight: Weight)] {
    fields.map { field in
      // A value that is no public one is told by tail and check, which are fields of their own.
      let (from, to) = (field.from.shown ?? "(none)", field.to.shown ?? "(none)")
      return ("      \(note)\(field.name): \(from) -> \(to)", .detail)
    }
  }
}
