-- id: ORG008
-- severity: warning
-- what: The MAKs of an agreement keep a tenth of their activations.
-- why: More activations take Microsoft days to grant; a rollout stops at the last one.
-- fix: Ask for more under the agreement, or move machines to KMS.
SELECT
  'key/' || min(name) AS address,
  'remaining' AS field,
  'agreement ' || agreement || ' has ' || sum(remaining) || ' of ' || sum(quantity)
    || ' activations left' AS summary
FROM product_key
WHERE kind = 'mak' AND agreement IS NOT NULL AND quantity IS NOT NULL AND remaining IS NOT NULL
GROUP BY agreement
HAVING sum(remaining) * 10 < sum(quantity);
