/// The value of one field in the form that plans, journals and reports share.
package enum FieldValue: Hashable, Sendable {
  /// Absent.
  case none
  case text(String)
  case count(Int)
  case flag(Bool)
  /// In sorted order unless the field says otherwise.
  case list([String])

  /// Texts by their bytes: what is planned, stated and written is bytes.
  package static func == (left: FieldValue, right: FieldValue) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.text(let left), .text(let right)): left.isExactly(right)
    case (.count(let left), .count(let right)): left == right
    case (.flag(let left), .flag(let right)): left == right
    case (.list(let left), .list(let right)): left.isExactly(right)
    case (.none, _), (.text, _), (.count, _), (.flag, _), (.list, _): false
    }
  }

  package init(_ text: String?) { self = text.map(Self.text) ?? .none }
  package init(_ count: Int?) { self = count.map(Self.count) ?? .none }
  package init(_ flag: Bool?) { self = flag.map(Self.flag) ?? .none }
  package init(_ date: CalendarDate?) { self = date.map { .text($0.description) } ?? .none }
  /// An empty list counts as absent.
  package init(_ list: [String]) { self = list.isEmpty ? .none : .list(list) }

  /// The text, where it is one.
  package var string: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  package var strings: [String] {
    if case .list(let list) = self { return list }
    return []
  }

  /// The count, also where a saved plan wrote it as text.
  package var integer: Int? {
    switch self {
    case .count(let count): count
    case .text(let text): Int(text)
    case .none, .flag, .list: nil
    }
  }

  /// The flag, also where a saved plan wrote it as text.
  package var boolean: Bool? {
    switch self {
    case .flag(let flag): flag
    case .text("true"): true
    case .text("false"): false
    case .none, .text, .count, .list: nil
    }
  }

  /// For people: lists with commas, flags as words; nil where absent.
  package var shown: String? {
    switch self {
    case .none: nil
    case .text(let text): text
    case .count(let count): String(count)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let list): list.joined(separator: ", ")
    }
  }
}
