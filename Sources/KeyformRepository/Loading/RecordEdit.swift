package import KeyformCore

/// Writes tail and check value beside a key's secret, touching no other byte of the file.
package enum RecordEdit {
  /// The file's bytes with the identity recorded; nil where the entry has a shape that cannot be
  /// edited safely. `name` is the key's.
  package static func recording(
    _ identity: KeyIdentity, for name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    // Each goes right in front of `secret`, so the tail comes first and the check behind it.
    let edits = [("tail", identity.tail.text), ("check", identity.check.text)].map {
      FieldEdit(["keys", name, $0], .scalar(EditedScalar($1)), before: "secret")
    }
    return try? FieldEdit.applying(edits, to: bytes)
  }
}
