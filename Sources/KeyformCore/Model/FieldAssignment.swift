// The way back from a field's shown form to its typed value: saved plans come in through here.
// Each answers whether the value fitted; nothing is changed where it did not.

extension FieldValue {
  package init(_ quantity: Quantity?) {
    switch quantity {
    case nil: self = .none
    case .count(let count): self = .count(count)
    case .unlimited: self = .text("unlimited")
    case .misstated(let text): self = .text(text)
    }
  }

  func assign<Value>(_ target: inout Value?, _ parse: (String) -> Value?) -> Bool {
    switch self {
    case .none:
      target = nil
      return true
    case .text(let text):
      guard let value = parse(text) else { return false }
      target = value
      return true
    case .count, .flag, .list: return false
    }
  }

  func assign<Value>(required target: inout Value, _ parse: (String) -> Value?) -> Bool {
    guard case .text(let text) = self, let value = parse(text) else { return false }
    target = value
    return true
  }

  func assign(_ target: inout Quantity?) -> Bool {
    switch self {
    case .none: target = nil
    case .count(let count): target = .count(count)
    case .text("unlimited"): target = .unlimited
    case .text:
      guard let integer else { return false }
      target = .count(integer)
    case .flag, .list: return false
    }
    return true
  }

  func assign(_ target: inout String?) -> Bool { assign(&target) { $0 } }

  func assign(_ target: inout Int?) -> Bool {
    guard self == .none || integer != nil else { return false }
    target = integer
    return true
  }

  func assign(count target: inout Int) -> Bool {
    guard let integer else { return false }
    target = integer
    return true
  }

  func assign(_ target: inout Bool?) -> Bool {
    guard self == .none || boolean != nil else { return false }
    target = boolean
    return true
  }

  func assign<Element>(_ target: inout [Element], _ make: (String) -> Element) -> Bool {
    switch self {
    case .none: target = []
    case .list(let items): target = items.map(make)
    case .text, .count, .flag: return false
    }
    return true
  }

  /// The count of an observation, whose day stays as it was.
  func assign(count target: inout Observation?) -> Bool {
    guard self == .none || integer != nil else { return false }
    target = integer.map { Observation(count: $0, asOf: target?.asOf) }
    return true
  }

  /// The day of an observation; there is none without a count.
  func assign(day target: inout Observation?) -> Bool {
    guard let observation = target else { return self == .none }
    var day: CalendarDate?
    guard assign(&day, CalendarDate.init(_:)) else { return false }
    target = Observation(count: observation.count, asOf: day)
    return true
  }

  func assign(_ target: inout KeyUse?) -> Bool {
    guard self != .none else {
      target = nil
      return true
    }
    guard case .list(let words) = self else { return false }
    var use: KeyUse = []
    for word in words {
      guard let part = KeyUse(word: word) else { return false }
      use.insert(part)
    }
    target = use
    return true
  }

  func assign(required target: inout KeyUse) -> Bool {
    var use: KeyUse?
    guard assign(&use), let use else { return false }
    target = use
    return true
  }

  func assign(protection target: inout Bool) -> Bool {
    var flag: Bool?
    guard assign(&flag) else { return false }
    target = flag ?? false
    return true
  }

  func assign(labels target: inout [Label]) -> Bool {
    var labels: [Label?] = []
    guard assign(&labels, { Label($0) }), labels.allSatisfy({ $0 != nil }) else { return false }
    target = labels.compactMap { $0 }
    return true
  }
}
