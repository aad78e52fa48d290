/// The word last met in a column, and what it means: most columns repeat.
struct InternedWord<Value: Sendable>: Sendable {
  var text = ""
  /// Nil before the first word.
  var value: Value?
}
