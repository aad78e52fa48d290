package import KeyformCore

extension TargetError {
  /// `object` lies in the place of Keyform's and belongs to somebody whom the role that applies has no
  /// reason to trust.
  package static func strangers(_ object: String, owner: String) -> TargetError {
    .misplaced(
      "\(object) belongs to \(owner), who could read and change whatever is written",
      advice: """
        An owner has to be the role that applies or one that others made it a member of, the \
        database's owner, or a superuser. Find out who made it; then give it to one of these \
        (ALTER … OWNER TO), or trust \(owner) by name: ALTER ROLE … SET keyform.owner = '\(owner)', or \
        options=-ckeyform.owner%3D\(owner) in the URL.
        """)
  }

  /// A trigger sees what is written, and changes rows that nobody reads back. An engine without roles
  /// has nobody whose it could rightly be.
  static func trigger(_ names: String, on table: String) -> TargetError {
    .misplaced(
      "`\(table)` has what is not Keyform's (trigger \(names))",
      advice: """
        It would see every key that is written and could change other rows. Find out who made it; then \
        DROP TRIGGER it.
        """)
  }
}
