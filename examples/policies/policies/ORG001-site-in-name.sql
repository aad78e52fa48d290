-- id: ORG001
-- severity: warning
-- what: The name of a deployment begins with its site.
-- why: The service desk finds machines by the name of their rollout.
-- fix: Rename it (with `was:` the row is kept), or correct the label `site`.
SELECT
  d.address,
  'the name does not begin with the site ' || l.value AS summary,
  'Deployments of this site are called ' || l.value || '-…: the service desk finds machines '
    || 'by that name. Rename it with `was: ' || d.name || '`, or correct the label.' AS detail
FROM deployment d
JOIN label l ON l.entity = 'deployment' AND l.name = d.name AND l.label = 'site'
WHERE d.name NOT GLOB l.value || '-*';
