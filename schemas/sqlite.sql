CREATE TABLE keyform_meta (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
) WITHOUT ROWID;

CREATE TABLE change_set (
  project TEXT NOT NULL DEFAULT '',
  id BIGINT NOT NULL,
  applied_at TEXT NOT NULL,
  operator TEXT,
  database_role TEXT,
  repository TEXT,
  commit_id TEXT,
  plan_digest TEXT,
  catalog TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  undo_of BIGINT,
  previous_hash TEXT,
  hash TEXT NOT NULL,
  tree_id TEXT,
  dirty BIGINT,
  approvals TEXT,
  memory TEXT,
  PRIMARY KEY (project, id)
) WITHOUT ROWID;

CREATE TABLE change_item (
  project TEXT NOT NULL DEFAULT '',
  change_set_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (project, change_set_id, ordinal),
  FOREIGN KEY (project, change_set_id) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE product (
  id TEXT NOT NULL,
  edition_id TEXT,
  name TEXT NOT NULL,
  PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE product_key (
  project TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT,
  sealed TEXT,
  tail TEXT,
  check_value TEXT,
  quantity BIGINT,
  quantity_unlimited BIGINT NOT NULL,
  remaining BIGINT,
  remaining_as_of TEXT,
  licences BIGINT,
  for_installation BIGINT,
  for_activation BIGINT,
  hosts BIGINT,
  shared_with TEXT,
  agreement TEXT,
  title TEXT,
  owner TEXT,
  note TEXT,
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE product_key_product (
  project TEXT NOT NULL DEFAULT '',
  key_name TEXT NOT NULL,
  product TEXT NOT NULL,
  PRIMARY KEY (project, key_name, product),
  FOREIGN KEY (project, key_name) REFERENCES product_key (project, name)
) WITHOUT ROWID;

CREATE TABLE product_key_architecture (
  project TEXT NOT NULL DEFAULT '',
  key_name TEXT NOT NULL,
  architecture TEXT NOT NULL,
  PRIMARY KEY (project, key_name, architecture),
  FOREIGN KEY (project, key_name) REFERENCES product_key (project, name)
) WITHOUT ROWID;

CREATE TABLE deployment (
  project TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  os TEXT NOT NULL,
  release TEXT,
  media TEXT,
  from_licence TEXT,
  from_edition TEXT,
  machines BIGINT,
  served_by TEXT,
  build TEXT,
  domain_joined BIGINT,
  forest TEXT,
  activation_type TEXT,
  hypervisor TEXT,
  virtualization_host TEXT,
  reimaged BIGINT,
  lookup_domain TEXT,
  title TEXT,
  owner TEXT,
  note TEXT,
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE deployment_product (
  project TEXT NOT NULL DEFAULT '',
  deployment TEXT NOT NULL,
  role TEXT NOT NULL,
  product TEXT NOT NULL,
  PRIMARY KEY (project, deployment, role, product),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name)
) WITHOUT ROWID;

CREATE TABLE deployment_architecture (
  project TEXT NOT NULL DEFAULT '',
  deployment TEXT NOT NULL,
  architecture TEXT NOT NULL,
  PRIMARY KEY (project, deployment, architecture),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name)
) WITHOUT ROWID;

CREATE TABLE binding (
  project TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  deployment TEXT NOT NULL,
  key_project TEXT NOT NULL,
  key_name TEXT NOT NULL,
  for_installation BIGINT NOT NULL,
  for_activation BIGINT NOT NULL,
  machines BIGINT,
  activated BIGINT,
  activated_as_of TEXT,
  title TEXT,
  owner TEXT,
  note TEXT,
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE kms_host (
  project TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  fqdn TEXT NOT NULL,
  os TEXT,
  build TEXT,
  port BIGINT NOT NULL,
  publish_dns BIGINT,
  activation_interval BIGINT NOT NULL,
  renewal_interval BIGINT NOT NULL,
  licence_packs TEXT,
  activations BIGINT,
  title TEXT,
  owner TEXT,
  note TEXT,
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE kms_host_key (
  project TEXT NOT NULL DEFAULT '',
  host TEXT NOT NULL,
  key_project TEXT NOT NULL,
  key_name TEXT NOT NULL,
  PRIMARY KEY (project, host, key_project, key_name),
  FOREIGN KEY (project, host) REFERENCES kms_host (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name)
) WITHOUT ROWID;

CREATE TABLE directory (
  project TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  forest TEXT NOT NULL,
  title TEXT,
  owner TEXT,
  note TEXT,
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id)
) WITHOUT ROWID;

CREATE TABLE directory_key (
  project TEXT NOT NULL DEFAULT '',
  directory TEXT NOT NULL,
  key_project TEXT NOT NULL,
  key_name TEXT NOT NULL,
  PRIMARY KEY (project, directory, key_project, key_name),
  FOREIGN KEY (project, directory) REFERENCES directory (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name)
) WITHOUT ROWID;

CREATE TABLE label (
  project TEXT NOT NULL DEFAULT '',
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (project, entity, name, label)
) WITHOUT ROWID;

CREATE INDEX binding_by_deployment ON binding (project, deployment);

CREATE INDEX binding_by_key_name ON binding (key_project, key_name);

CREATE INDEX kms_host_key_by_key_name ON kms_host_key (key_project, key_name);

CREATE INDEX directory_key_by_key_name ON directory_key (key_project, key_name);

CREATE INDEX product_key_by_shared ON product_key (project, name) WHERE shared_with IS NOT NULL;

CREATE INDEX binding_by_other_project ON binding (key_project, project) WHERE key_project <> project;

CREATE INDEX change_set_by_undo ON change_set (project, id) WHERE undo_of IS NOT NULL;

CREATE VIEW deployment_key AS
SELECT
  b.project AS project,
  b.deployment AS deployment,
  u.used_for AS used_for,
  kp.product AS product,
  COALESCE(da.architecture, 'any') AS architecture,
  k.kind AS kind,
  k.project AS key_project,
  k.name AS key_name,
  k.value AS value,
  k.sealed AS sealed,
  COALESCE(k.tail, substr(k.value, 25, 5)) AS tail,
  k.check_value AS check_value,
  CASE
    WHEN k.change_set >= b.change_set AND k.change_set >= d.change_set THEN k.change_set
    WHEN b.change_set >= d.change_set THEN b.change_set
    ELSE d.change_set
  END AS change_set
FROM binding b
JOIN (SELECT 'installation' AS used_for UNION ALL SELECT 'activation') u
  ON (u.used_for = 'installation' AND b.for_installation = 1)
  OR (u.used_for = 'activation' AND b.for_activation = 1)
JOIN deployment d ON d.project = b.project AND d.name = b.deployment
JOIN product_key k
  ON k.project = b.key_project AND k.name = b.key_name AND k.state = 'active'
JOIN product_key_product kp
  ON kp.project = k.project AND kp.key_name = k.name
  AND (
    k.kind = 'esu-mak'
    OR EXISTS (
      SELECT 1 FROM deployment_product dp
      WHERE dp.project = d.project AND dp.deployment = d.name
        AND kp.product IN (dp.product, dp.product || '@' || d.release)
    )
  )
LEFT JOIN deployment_architecture da
  ON da.project = d.project AND da.deployment = d.name;

CREATE VIEW deployment_key_masked AS
SELECT
  project, deployment, used_for, product, architecture, kind, key_project, key_name, tail,
  check_value, change_set
FROM deployment_key;
