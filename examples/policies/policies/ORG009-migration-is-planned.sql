-- id: ORG009
-- severity: warning
-- what: What leaves support within a year says where it goes, in a label `migration`.
-- why: Budget for the next release is decided a year ahead.
-- fix: Add `labels: {migration: …}` with the ticket or the date.
SELECT
  d.address,
  'release' AS field,
  'support ends on ' || max(l.extended_end) || ' and no migration is planned' AS summary
FROM deployment d
JOIN lifecycle l ON l.product = d.os AND l.release = coalesce(d.release, l.release)
WHERE l.extended_end < date('now', '+1 year')
  AND NOT EXISTS (
    SELECT 1 FROM label m
    WHERE m.entity = 'deployment' AND m.name = d.name AND m.label = 'migration'
  )
GROUP BY d.address;
