extension SQLSchema {
  /// `replacing` keeps the rights on views that are there.
  package static func views(_ dialect: SQLDialect, replacing: Bool = false) -> [String] {
    let create = "CREATE \(replacing ? "OR REPLACE " : "")VIEW "
    let options = dialect.viewOptions
    return [
      "\(create)deployment_key\(options) AS\n\(deploymentKey(dialect))",
      "\(create)deployment_key_masked\(options) AS\n\(deploymentKeyMasked)",
    ]
  }

  /// What rollout tools read: for each use of an active key by a deployment one row for each
  /// product of the key that the deployment has, and each of its architectures. Add-ons of
  /// Extended Security Updates are no product of a deployment, so they always count.
  ///
  /// `change_set` is the latest that touched the binding, the key or the deployment.
  private static func deploymentKey(_ dialect: SQLDialect) -> String {
    """
    SELECT
      b.project AS project,
      b.deployment AS deployment,
      u.used_for AS used_for,
      kp.product AS product,
      COALESCE(da.architecture, 'any') AS architecture,
      k.kind AS kind,
      k.project AS key_project,
      k.name AS key_name,
      k.value AS value,
      k.sealed AS sealed,
      COALESCE(k.tail, \(dialect.function("substr"))(k.value, 25, 5)) AS tail,
      k.check_value AS check_value,
      CASE
        WHEN k.change_set >= b.change_set AND k.change_set >= d.change_set THEN k.change_set
        WHEN b.change_set >= d.change_set THEN b.change_set
        ELSE d.change_set
      END AS change_set
    FROM binding b
    JOIN (SELECT 'installation' AS used_for UNION ALL SELECT 'activation') u
      ON (u.used_for = 'installation' AND b.for_installation = 1)
      OR (u.used_for = 'activation' AND b.for_activation = 1)
    JOIN deployment d ON d.project = b.project AND d.name = b.deployment
    JOIN product_key k
      ON k.project = b.key_project AND k.name = b.key_name AND k.state = 'active'
    JOIN product_key_product kp
      ON kp.project = k.project AND kp.key_name = k.name
      AND (
        k.kind = 'esu-mak'
        OR EXISTS (
          SELECT 1 FROM deployment_product dp
          WHERE dp.project = d.project AND dp.deployment = d.name
            AND kp.product IN (dp.product, dp.product || '@' || d.release)
        )
      )
    LEFT JOIN deployment_architecture da
      ON da.project = d.project AND da.deployment = d.name
    """
  }

  /// The same without what must stay secret.
  private static let deploymentKeyMasked = """
    SELECT
      project, deployment, used_for, product, architecture, kind, key_project, key_name, tail,
      check_value, change_set
    FROM deployment_key
    """
}
