/// A view of the rows of `keyform_meta` that a role without the key of the row digests may read.
/// `schemas/roles.sql` makes it, so it may be missing, or somebody else's.
enum OpenMeta {
  static let name = "keyform_target"
  private static let rows = ["schema_version", "target_id", "schema", "views"]
  private static let listed = rows.map { "'\($0)'" }.joined(separator: ", ")

  static let query = """
    SELECT name, value FROM \(SQLSchema.meta.name)
    WHERE name IN (\(listed))
    """

  /// Whether a server's words for a view say the same. Versions differ in brackets, blanks, and in
  /// whether a column is named with its table.
  static func isQuery(_ definition: String) -> Bool {
    let texts = rows.map { "'\($0)'::text" }.joined(separator: ",")
    let bare = definition.replacing("\(SQLSchema.meta.name).", with: "")
      .filter { !$0.isWhitespace && !"();".contains($0) }
    return bare == "SELECTname,valueFROM\(SQLSchema.meta.name)WHEREname=ANYARRAY[\(texts)]"
  }
}
