-- id: ORG010
-- severity: error
-- what: A key is deleted only when no deployment was using it any more.
-- why: A binding that goes in the same plan was in use until now:
--   its machines may still be activating with the key.
-- fix: Remove the bindings first, apply, and delete the key in a later change.
SELECT DISTINCT
  gone.address,
  'the key is deleted while ' || bound.name || ' still uses it' AS summary
FROM change gone
JOIN change bound
  ON bound.action = 'delete' AND bound.entity = 'binding'
  AND bound.field = 'key' AND bound.before = gone.name
WHERE gone.action = 'delete' AND gone.entity = 'key' AND gone.field = 'kind';
