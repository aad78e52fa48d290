/// A text that is the same as another only where its bytes are.
///
/// Swift takes two texts for equal that differ in Unicode's normal form alone: "é" as one character,
/// or as "e" and an accent. Files, databases, shells and digests see bytes, and so does whoever
/// reviews: what files, plans, rows or git say is compared by its bytes. Properties of the model that
/// hold such a text are `@Exact`; one that stands alone is put into an `Exact`, and two are compared
/// with ``isExactly(_:)``.
@propertyWrapper
package struct Exact<Value: ExactlyComparable>: Hashable, Sendable {
  package var wrappedValue: Value

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
  package init(_ value: Value) { wrappedValue = value }

  package static func == (left: Exact, right: Exact) -> Bool {
    left.wrappedValue.isExactly(right.wrappedValue)
  }

  /// Texts with the same bytes have the same hash.
  package func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

/// What can be compared by the bytes of its texts.
package protocol ExactlyComparable: Hashable, Sendable {
  func isExactly(_ other: Self) -> Bool
}

extension String: ExactlyComparable {
  package func isExactly(_ other: String) -> Bool {
    guard self == other else { return false }
    let length = utf8.count
    guard length == other.utf8.count else { return false }
    // With as many units of UTF-16 both are ASCII: that costs nothing to know.
    return utf16.count == length || utf8.elementsEqual(other.utf8)
  }
}

extension Optional: ExactlyComparable where Wrapped: ExactlyComparable {
  package func isExactly(_ other: Wrapped?) -> Bool {
    switch (self, other) {
    case (let own?, let other?): own.isExactly(other)
    case (nil, nil): true
    default: false
    }
  }
}

extension Array: ExactlyComparable where Element: ExactlyComparable {
  package func isExactly(_ other: [Element]) -> Bool {
    count == other.count && indices.allSatisfy { self[$0].isExactly(other[$0]) }
  }
}
