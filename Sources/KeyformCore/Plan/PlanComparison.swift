/// What a new plan has that a reviewed one had not, and the other way round.
package struct PlanComparison: Sendable {
  /// Changes that nobody has reviewed.
  package private(set) var added: [Change] = []
  /// Reviewed changes that are no longer due.
  package private(set) var gone: [Change] = []
  /// Changes of the same row that are not the same.
  package private(set) var altered: [(reviewed: Change, now: Change)] = []
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
        gone.append(reviewed[left])
        left += 1
      } else if left == reviewed.count || now[right].address < reviewed[left].address {
        added.append(now[right])
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
      altered.append((reviewed, now))
    } else if reviewed.base != now.base {
      rebased.append(now.address)
    } else {
      same += 1
    }
  }

  /// Whether the new plan does what was reviewed and nothing else.
  package var isAsReviewed: Bool { added.isEmpty && gone.isEmpty && altered.isEmpty }
}
