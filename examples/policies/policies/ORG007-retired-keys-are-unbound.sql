-- id: ORG007
-- severity: warning
-- what: A retired or blocked key is bound to nothing.
-- why: Rollouts no longer get it, so the binding promises what does not happen.
-- fix: Remove the binding, or bind the key that took its place.
SELECT
  b.address,
  'key ' || k.name || ' is ' || k.state || ' and still bound' AS summary,
  'key' AS field
FROM binding b
JOIN product_key k ON k.project = b.key_project AND k.name = b.key_name
WHERE k.state IN ('retired', 'blocked');
