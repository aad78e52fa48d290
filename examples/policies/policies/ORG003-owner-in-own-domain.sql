-- id: ORG003
-- severity: warning
-- what: Owners are addresses in our own domain.
-- why: Messages about keys must not leave the organisation,
--   and a person who left keeps no key.
-- fix: Name a team's mailbox at contoso.example.
SELECT address, 'owner' AS field, 'the owner ' || owner || ' is not at contoso.example' AS summary
FROM (
  SELECT address, owner FROM product_key
  UNION ALL SELECT address, owner FROM deployment
  UNION ALL SELECT address, owner FROM kms_host
)
WHERE owner NOT LIKE '%@contoso.example';
