GRANT SELECT ON deployment_key TO keyform_rollout;

GRANT SELECT ON deployment_key_masked TO keyform_auditor;
GRANT SELECT ON change_set TO keyform_auditor;
GRANT SELECT ON change_item TO keyform_auditor;

CREATE OR REPLACE VIEW keyform_target WITH (security_barrier = true) AS
SELECT name, value FROM keyform_meta
WHERE name IN ('schema_version', 'target_id', 'schema', 'views');
GRANT SELECT ON keyform_target TO keyform_preview;
GRANT SELECT ON change_set TO keyform_preview;
GRANT SELECT ON change_item TO keyform_preview;
GRANT SELECT ON product TO keyform_preview;
GRANT SELECT (project, name, kind, state, tail, check_value, quantity, quantity_unlimited, remaining, remaining_as_of, licences, for_installation, for_activation, hosts, shared_with, agreement, title, owner, note, protected, change_set) ON product_key TO keyform_preview;
GRANT SELECT ON product_key_product TO keyform_preview;
GRANT SELECT ON product_key_architecture TO keyform_preview;
GRANT SELECT ON deployment TO keyform_preview;
GRANT SELECT ON deployment_product TO keyform_preview;
GRANT SELECT ON deployment_architecture TO keyform_preview;
GRANT SELECT ON binding TO keyform_preview;
GRANT SELECT ON kms_host TO keyform_preview;
GRANT SELECT ON kms_host_key TO keyform_preview;
GRANT SELECT ON directory TO keyform_preview;
GRANT SELECT ON directory_key TO keyform_preview;
GRANT SELECT ON label TO keyform_preview;

GRANT SELECT ON keyform_meta TO keyform_planner;
GRANT SELECT ON change_set TO keyform_planner;
GRANT SELECT ON change_item TO keyform_planner;
GRANT SELECT ON product TO keyform_planner;
GRANT SELECT ON product_key TO keyform_planner;
GRANT SELECT ON product_key_product TO keyform_planner;
GRANT SELECT ON product_key_architecture TO keyform_planner;
GRANT SELECT ON deployment TO keyform_planner;
GRANT SELECT ON deployment_product TO keyform_planner;
GRANT SELECT ON deployment_architecture TO keyform_planner;
GRANT SELECT ON binding TO keyform_planner;
GRANT SELECT ON kms_host TO keyform_planner;
GRANT SELECT ON kms_host_key TO keyform_planner;
GRANT SELECT ON directory TO keyform_planner;
GRANT SELECT ON directory_key TO keyform_planner;
GRANT SELECT ON label TO keyform_planner;

GRANT SELECT, INSERT, UPDATE ON keyform_meta TO keyform_writer;
GRANT SELECT, INSERT ON change_set TO keyform_writer;
GRANT SELECT, INSERT ON change_item TO keyform_writer;
GRANT SELECT, INSERT, UPDATE ON product TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON product_key TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON product_key_product TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON product_key_architecture TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON deployment TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON deployment_product TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON deployment_architecture TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON binding TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON kms_host TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON kms_host_key TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON directory TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON directory_key TO keyform_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON label TO keyform_writer;
REVOKE UPDATE ON change_set FROM keyform_writer;
