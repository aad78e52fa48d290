/// Reads the journal's JSON documents: one flat object of texts, counts, flags, nulls and lists of
/// texts.
package enum JournalDocument {
  /// Documents of rows are some hundred bytes; more than this is no row of ours.
  private static let longest = 1 << 20

  /// The members in the order written; nil where the text is anything but such an object, or
  /// names a member twice.
  package static func fields(of text: String) -> [(name: String, value: FieldValue)]? {
    guard text.utf8.count <= longest else { return nil }
    var cursor = JSONCursor(Array(text.utf8), .any)
    guard let fields = try? object(&cursor), cursor.isAtEnd,
      Set(fields.map(\.name)).count == fields.count
    else { return nil }
    return fields
  }

  private static func object(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [(name: String, value: FieldValue)] {
    var fields: [(name: String, value: FieldValue)] = []
    try cursor.expect("{")
    if cursor.take("}") { return fields }
    repeat {
      let name = try cursor.string()
      try cursor.expect(":")
      fields.append((name, try cursor.fieldValue()))
    } while cursor.take(",")
    try cursor.expect("}")
    return fields
  }
}
