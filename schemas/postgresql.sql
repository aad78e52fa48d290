CREATE TABLE keyform_meta (
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE change_set (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  id BIGINT NOT NULL,
  applied_at TEXT COLLATE "C" NOT NULL,
  operator TEXT COLLATE "C",
  database_role TEXT COLLATE "C",
  repository TEXT COLLATE "C",
  commit_id TEXT COLLATE "C",
  plan_digest TEXT COLLATE "C",
  catalog TEXT COLLATE "C" NOT NULL,
  tool_version TEXT COLLATE "C" NOT NULL,
  undo_of BIGINT,
  previous_hash TEXT COLLATE "C",
  hash TEXT COLLATE "C" NOT NULL,
  tree_id TEXT COLLATE "C",
  dirty BIGINT,
  approvals TEXT COLLATE "C",
  memory TEXT COLLATE "C",
  PRIMARY KEY (project, id)
);

CREATE TABLE change_item (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  change_set_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  entity TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  before TEXT COLLATE "C",
  after TEXT COLLATE "C",
  PRIMARY KEY (project, change_set_id, ordinal),
  FOREIGN KEY (project, change_set_id) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE product (
  id TEXT COLLATE "C" NOT NULL,
  edition_id TEXT COLLATE "C",
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE product_key (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  name TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C",
  sealed TEXT COLLATE "C",
  tail TEXT COLLATE "C",
  check_value TEXT COLLATE "C",
  quantity BIGINT,
  quantity_unlimited BIGINT NOT NULL,
  remaining BIGINT,
  remaining_as_of TEXT COLLATE "C",
  licences BIGINT,
  for_installation BIGINT,
  for_activation BIGINT,
  hosts BIGINT,
  shared_with TEXT COLLATE "C",
  agreement TEXT COLLATE "C",
  title TEXT COLLATE "C",
  owner TEXT COLLATE "C",
  note TEXT COLLATE "C",
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE product_key_product (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  key_name TEXT COLLATE "C" NOT NULL,
  product TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, key_name, product),
  FOREIGN KEY (project, key_name) REFERENCES product_key (project, name)
);

CREATE TABLE product_key_architecture (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  key_name TEXT COLLATE "C" NOT NULL,
  architecture TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, key_name, architecture),
  FOREIGN KEY (project, key_name) REFERENCES product_key (project, name)
);

CREATE TABLE deployment (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  name TEXT COLLATE "C" NOT NULL,
  os TEXT COLLATE "C" NOT NULL,
  release TEXT COLLATE "C",
  media TEXT COLLATE "C",
  from_licence TEXT COLLATE "C",
  from_edition TEXT COLLATE "C",
  machines BIGINT,
  served_by TEXT COLLATE "C",
  build TEXT COLLATE "C",
  domain_joined BIGINT,
  forest TEXT COLLATE "C",
  activation_type TEXT COLLATE "C",
  hypervisor TEXT COLLATE "C",
  virtualization_host TEXT COLLATE "C",
  reimaged BIGINT,
  lookup_domain TEXT COLLATE "C",
  title TEXT COLLATE "C",
  owner TEXT COLLATE "C",
  note TEXT COLLATE "C",
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE deployment_product (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  deployment TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  product TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, deployment, role, product),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name)
);

CREATE TABLE deployment_architecture (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  deployment TEXT COLLATE "C" NOT NULL,
  architecture TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, deployment, architecture),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name)
);

CREATE TABLE binding (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  name TEXT COLLATE "C" NOT NULL,
  deployment TEXT COLLATE "C" NOT NULL,
  key_project TEXT COLLATE "C" NOT NULL,
  key_name TEXT COLLATE "C" NOT NULL,
  for_installation BIGINT NOT NULL,
  for_activation BIGINT NOT NULL,
  machines BIGINT,
  activated BIGINT,
  activated_as_of TEXT COLLATE "C",
  title TEXT COLLATE "C",
  owner TEXT COLLATE "C",
  note TEXT COLLATE "C",
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, deployment) REFERENCES deployment (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE kms_host (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  name TEXT COLLATE "C" NOT NULL,
  fqdn TEXT COLLATE "C" NOT NULL,
  os TEXT COLLATE "C",
  build TEXT COLLATE "C",
  port BIGINT NOT NULL,
  publish_dns BIGINT,
  activation_interval BIGINT NOT NULL,
  renewal_interval BIGINT NOT NULL,
  licence_packs TEXT COLLATE "C",
  activations BIGINT,
  title TEXT COLLATE "C",
  owner TEXT COLLATE "C",
  note TEXT COLLATE "C",
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE kms_host_key (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  host TEXT COLLATE "C" NOT NULL,
  key_project TEXT COLLATE "C" NOT NULL,
  key_name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, host, key_project, key_name),
  FOREIGN KEY (project, host) REFERENCES kms_host (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name)
);

CREATE TABLE directory (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  name TEXT COLLATE "C" NOT NULL,
  forest TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C",
  owner TEXT COLLATE "C",
  note TEXT COLLATE "C",
  protected BIGINT NOT NULL DEFAULT 0,
  change_set BIGINT,
  PRIMARY KEY (project, name),
  FOREIGN KEY (project, change_set) REFERENCES change_set (project, id) DEFERRABLE
);

CREATE TABLE directory_key (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  directory TEXT COLLATE "C" NOT NULL,
  key_project TEXT COLLATE "C" NOT NULL,
  key_name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, directory, key_project, key_name),
  FOREIGN KEY (project, directory) REFERENCES directory (project, name),
  FOREIGN KEY (key_project, key_name) REFERENCES product_key (project, name)
);

CREATE TABLE label (
  project TEXT COLLATE "C" NOT NULL DEFAULT '',
  entity TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  label TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project, entity, name, label)
);

CREATE INDEX binding_by_deployment ON binding (project, deployment);

CREATE INDEX binding_by_key_name ON binding (key_project, key_name);

CREATE INDEX kms_host_key_by_key_name ON kms_host_key (key_project, key_name);

CREATE INDEX directory_key_by_key_name ON directory_key (key_project, key_name);

CREATE INDEX product_key_by_shared ON product_key (project, name) WHERE shared_with IS NOT NULL;

CREATE INDEX binding_by_other_project ON binding (key_project, project) WHERE key_project <> project;

CREATE INDEX change_set_by_undo ON change_set (project, id) WHERE undo_of IS NOT NULL;

CREATE VIEW deployment_key WITH (security_barrier = true) AS
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
  COALESCE(k.tail, pg_catalog.substr(k.value, 25, 5)) AS tail,
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

CREATE VIEW deployment_key_masked WITH (security_barrier = true) AS
SELECT
  project, deployment, used_for, product, architecture, kind, key_project, key_name, tail,
  check_value, change_set
FROM deployment_key;
