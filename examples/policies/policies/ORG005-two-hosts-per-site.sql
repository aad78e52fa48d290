-- id: ORG005
-- severity: warning
-- what: A site with more than 50 KMS clients has two KMS hosts.
-- why: With one host, its outage stops activation of the whole site.
-- fix: Add a host with the site's label, or serve the site from another one.
WITH clients AS (
  SELECT l.value AS site, sum(coalesce(b.machines, d.machines)) AS machines
  FROM deployment d
  JOIN label l ON l.entity = 'deployment' AND l.name = d.name AND l.label = 'site'
  JOIN binding b ON b.deployment = d.name AND b.for_activation = 1
  JOIN product_key k ON k.project = b.key_project AND k.name = b.key_name AND k.kind = 'gvlk'
  GROUP BY l.value
),
hosts AS (
  SELECT value AS site, count(*) AS hosts, min(name) AS first
  FROM label WHERE entity = 'host' AND label = 'site' GROUP BY value
)
SELECT
  'host/' || hosts.first AS address,
  clients.site || ' has ' || clients.machines || ' KMS clients and one host' AS summary
FROM clients
JOIN hosts ON hosts.site = clients.site
WHERE clients.machines > 50 AND hosts.hosts < 2;
