-- id: ORG006
-- severity: error
-- what: Every deployment has an active key for activation.
-- why: Without one, Windows counts its days and then marks the desktop.
-- fix: Bind a key with `use: [activation]`, or set a standby key to active.
SELECT d.address
FROM deployment d
WHERE NOT EXISTS (
  SELECT 1
  FROM binding b
  LEFT JOIN product_key k ON k.project = b.key_project AND k.name = b.key_name
  WHERE b.deployment = d.name AND b.for_activation = 1
    -- A key of another project is not in these tables: its project answers for it.
    AND (k.state = 'active' OR b.key_project <> b.project)
);
