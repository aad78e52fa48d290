-- id: ORG004
-- severity: error
-- what: Machines that are installed anew often use no MAK.
-- why: Each installation takes one more activation, until Microsoft refuses the key.
-- fix: Bind a KMS client key, or take `reimaged: true` away where it is no longer so.
SELECT
  b.address,
  'MAK ' || k.name || ' is bound to machines that are re-imaged' AS summary
FROM binding b
JOIN deployment d ON d.name = b.deployment AND d.reimaged = 1
JOIN product_key k ON k.project = b.key_project AND k.name = b.key_name AND k.kind = 'mak'
WHERE b.for_activation = 1;
