/// Whom the role that is connected has reason to trust with what it writes: itself, who owns the
/// database, superusers, roles that it was made a member of, and whom its settings name.
///
/// Before version 15 a login may make others members of itself, so that says nothing; and a superuser
/// counts as a member of every role.
enum TrustedOwner {
  /// What the operator says: in the URL, or of the role or the database.
  static let setting = "keyform.owner"

  /// A condition on the number of an owner. Every operator with its schema: it holds under any path.
  static func condition(_ owner: String) -> String {
    let equals = "OPERATOR(pg_catalog.=)"
    return """
      \(owner) \(equals) ANY (SELECT o.oid FROM pg_catalog.pg_roles o \
      CROSS JOIN pg_catalog.pg_roles r CROSS JOIN pg_catalog.pg_database b WHERE r.rolname \(equals) current_user AND b.datname \(equals) pg_catalog.current_database() \
      AND (o.rolsuper OR o.oid \(equals) r.oid OR o.oid \(equals) b.datdba \
      OR o.rolname \(equals) 'pg_database_owner' \
      OR o.rolname \(equals) pg_catalog.current_setting('\(setting)', true) \
      OR (NOT r.rolsuper AND pg_catalog.pg_has_role(o.oid, 'MEMBER') AND NOT EXISTS \
      (SELECT 1 FROM pg_catalog.pg_auth_members m \
      WHERE m.roleid \(equals) o.oid AND m.grantor \(equals) o.oid))))
      """
  }
}
