-- The roles that roles.sql grants rights to, and a login with a password for each environment of the jobs. Run it
-- in psql, once the first `keyform apply` has made the tables, as a role that may create roles; and roles.sql behind
-- it as the owner of the tables, here deployment_admin:
--
--   psql -X -1 -d "postgresql://postgres@db.contoso.example/deployment" \
--     -f logins.sql -c 'SET ROLE deployment_admin' -f ../../../schemas/roles.sql
--
-- It asks for each password twice, and sends the server what it keeps of it (SCRAM) and no more: none stands in a
-- file, on a command line or in the server's log. `openssl rand -hex 24` makes one that a URL takes as it is. Run
-- again it asks again: that is how passwords are changed. Where one of the two does not fit, nothing is done.
\set ON_ERROR_STOP on

SELECT format('CREATE ROLE %I', role)
FROM unnest(ARRAY['keyform_rollout', 'keyform_auditor', 'keyform_preview', 'keyform_planner', 'keyform_writer']) AS role
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role)
\gexec
SELECT format('CREATE ROLE %I LOGIN', role)
FROM unnest(ARRAY['keyform_ci_preview', 'keyform_ci_planner', 'keyform_ci_writer']) AS role
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role)
\gexec

GRANT keyform_preview TO keyform_ci_preview;
GRANT keyform_planner TO keyform_ci_planner;
GRANT keyform_writer TO keyform_ci_writer;
GRANT CONNECT ON DATABASE :"DBNAME" TO keyform_ci_preview, keyform_ci_planner, keyform_ci_writer;
-- The schema of the tables: the first of this session's search_path.
SELECT format('GRANT USAGE ON SCHEMA %I TO %s', current_schema,
  'keyform_rollout, keyform_auditor, keyform_preview, keyform_planner, keyform_writer')
\gexec

\echo keyform_ci_preview, for the environment keyform-preview
\password keyform_ci_preview
\echo keyform_ci_planner, for the environment keyform-plan
\password keyform_ci_planner
\echo keyform_ci_writer, for the environment keyform-apply
\password keyform_ci_writer
