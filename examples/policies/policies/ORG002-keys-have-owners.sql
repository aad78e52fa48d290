-- id: ORG002
-- severity: error
-- what: Every key and every KMS host has an owner.
-- why: Nobody else can say whether a leaked key may be blocked at once.
-- fix: Add `owner:` with the address of a team.
SELECT address FROM product_key WHERE owner IS NULL
UNION ALL
SELECT address FROM kms_host WHERE owner IS NULL;
