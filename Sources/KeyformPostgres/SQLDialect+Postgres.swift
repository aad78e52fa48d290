package import KeyformSQL

extension SQLDialect {
  /// Names come in byte order whatever the database's own order is. Tables of extensions are not
  /// the user's.
  package static let postgres = SQLDialect(
    textType: #"TEXT COLLATE "C""#, tableOptions: "",
    viewOptions: " WITH (security_barrier = true)",
    tableNames: """
      SELECT c.relname FROM pg_catalog.pg_class c \
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
      WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') \
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d \
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objid = c.oid AND d.deptype = 'e') \
      ORDER BY c.relname
      """,
    structure: """
      SELECT n.nspname, 's', pg_catalog.current_setting('server_version_num'), \
      (SELECT pg_catalog.string_agg(CASE WHEN x.grantee = 0 THEN 'everybody' \
      ELSE pg_catalog.pg_get_userbyid(x.grantee) END, ', ') \
      FROM pg_catalog.aclexplode(n.nspacl) AS x \
      WHERE x.privilege_type = 'CREATE' AND x.grantee <> n.nspowner \
      AND (x.grantee = 0 OR NOT pg_catalog.pg_has_role(x.grantee, 'USAGE')) \
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_class m WHERE m.relnamespace = n.oid \
      AND m.relname = '\(SQLSchema.meta.name)' AND m.relowner = x.grantee)), \
      CASE WHEN NOT \(TrustedOwner.condition("n.nspowner")) \
      THEN pg_catalog.pg_get_userbyid(n.nspowner)::pg_catalog.text END, \
      NULL, NULL, NULL, NULL, NULL, NULL \
      FROM pg_catalog.pg_namespace n WHERE n.nspname = pg_catalog.current_schema() \
      UNION ALL \
      SELECT c.relname, c.relkind, pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text, \
      (SELECT pg_catalog.string_agg(pg_catalog.concat(a.attname, ' ', a.atttypid, \
      CASE WHEN a.attnotnull THEN '!' END), ',') FROM pg_catalog.pg_attribute a \
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), \
      CASE WHEN c.relhastriggers THEN (SELECT pg_catalog.string_agg(t.tgname::pg_catalog.text, ', ') \
      FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) END, \
      CASE WHEN c.relhasrules THEN (SELECT pg_catalog.string_agg(r.rulename::pg_catalog.text, ', ') \
      FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN') END, \
      CASE WHEN c.relkind = 'v' THEN \
      pg_catalog.concat(c.reloptions, pg_catalog.pg_get_viewdef(c.oid)) END, \
      CASE WHEN c.relname = '\(SQLSchema.productKey.name)' THEN \
      (SELECT pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') \
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'value') \
      ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT') END, \
      CASE WHEN c.relname = '\(SQLSchema.productKey.name)' THEN pg_catalog.concat(c.relkind, '/', \
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k \
      WHERE k.conrelid = c.oid AND k.contype <> 'n'), '/', \
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid)) \
      WHEN c.relname = '\(SQLSchema.changeSet.name)' THEN \
      (SELECT pg_catalog.bool_and(k.condeferrable)::pg_catalog.text FROM pg_catalog.pg_constraint k \
      WHERE k.confrelid = c.oid AND k.contype = 'f') END, \
      CASE WHEN NOT \(TrustedOwner.condition("c.relowner")) THEN \
      CASE WHEN pg_catalog.has_table_privilege(c.oid, 'INSERT') THEN 'w' ELSE 'r' END END, \
      CASE WHEN c.relkind IN ('r', 'p') THEN \(expressions) END \
      FROM pg_catalog.pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace \
      WHERE nspname = pg_catalog.current_schema()) AND c.relname IN (\(TargetStructure.listed))
      """, defersReferences: true, schemaOfFunctions: "pg_catalog.", lists: ArrayList())

  /// What others gave a table that runs as rows are written. Two of ours are constants.
  private static let expressions = """
    NULLIF(pg_catalog.concat_ws(', ', \
    (SELECT pg_catalog.string_agg(pg_catalog.concat(CASE WHEN a.attgenerated = '' \
    THEN 'default of ' ELSE 'generated column ' END, a.attname), ', ') FROM pg_catalog.pg_attrdef d \
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum \
    WHERE d.adrelid = c.oid AND (a.attgenerated <> '' \
    OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) \
    NOT IN (pg_catalog.concat('''''::', 'text'), '0'))), \
    CASE WHEN c.relchecks > 0 THEN \
    (SELECT pg_catalog.string_agg(pg_catalog.concat('constraint ', k.conname), ', ') \
    FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c') END, \
    (SELECT pg_catalog.string_agg(pg_catalog.concat('index ', x.relname), ', ') \
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid \
    WHERE i.indrelid = c.oid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL) \
    AND x.relname NOT IN (\(SQLSchema.partialIndexes)))), '')
    """
}
