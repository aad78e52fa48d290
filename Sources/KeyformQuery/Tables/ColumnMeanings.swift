internal import KeyformCore

/// What tables and columns mean, for `keyform query --tables`, where no field of an entry says it.
package enum ColumnMeanings {
  static func of(table: String) -> String { tables[table] ?? "" }

  /// What holds for the column of this table, else for columns of that name in any.
  static func of(_ column: String, in table: String) -> String {
    columns["\(table).\(column)"] ?? columns[column] ?? ""
  }

  /// Words for columns, by `table.column` or by the column alone.
  package static var worded: [String] { columns.keys.sorted() }

  private static let tables = [
    "product_key": "Product keys: kind, state, counts, tail and check value. No secret value.",
    "product_key_product": "The products that a key is for.",
    "product_key_architecture": "The only architectures that a key may be bound for.",
    "deployment": "Sets of machines that a rollout installs.",
    "deployment_product": "What a deployment installs, by role.",
    "deployment_architecture": "The architectures of a deployment; without a row: any.",
    "binding": "Which deployment uses which key, and for what.",
    "kms_host": "The organisation's own KMS hosts.",
    "kms_host_key": "The host keys (CSVLK) of a KMS host.",
    "directory": "Forests with an activation object.",
    "directory_key": "The host keys of a forest's activation object.",
    "label": "Names and values that an organisation gives to entries.",
    "product": "The product ids in use.",
    "change_set": "The journal of a target: one row for each apply. Empty for files.",
    "change_item": "The journal of a target: what became of each row. Empty for files.",
  ]

  private static let columns = [
    "project": "The project whose row it is.", "name": "The entry's name, unique in its kind.",
    "change_set": "The apply that wrote the row last; NULL of files.",
    "deployment_key.used_for": "installation or activation.", "key_name": "The name of the key.",
    "key_project": "The project that owns the key.",
    "product": "Product and edition, such as windows-11/enterprise.",
    "architecture": "amd64, x86, arm64 or ia64; in views `any` where none is named.",
    "deployment": "The name of the deployment.",
    "deployment_product.role": "os, image or office.",
    "host": "The name of the KMS host.",
    "directory": "The name of the directory.",
    "label.entity": "\(EntityKind.listed).",
    "label.name": "The name of the entry.",
    "label.label": "The name of the label.",
    "label.value": "The value of the label.",
    "product.id": "Product and edition, such as windows-11/enterprise.",
    "product.edition_id": "Windows' own EditionID; NULL of Office.",
    "product.name": "The name that people know it by.",
    "change_set.id": "Counts up from 1 in each project.",
    "applied_at": "UTC, as the writer's clock had it.",
    "operator": "Who applied, as claimed.",
    "database_role": "Who applied, as the server says.",
    "repository": "Where the files came from.",
    "commit_id": "The commit that was applied.",
    "plan_digest": "SHA-256 of the saved plan.",
    "catalog": "Edition and digest of the catalogue.",
    "tool_version": "The Keyform that applied.",
    "undo_of": "The change set that this one takes back.",
    "previous_hash": "The hash of the change set before.",
    "hash": "SHA-256 over the change set and its items.", "tree_id": "The tree of the commit.",
    "dirty": "1 where files differed from the commit.",
    "approvals": "Who approved the plan, as JSON; NULL where nobody was asked.",
    "memory": "The repository and its guards at that apply, as JSON.",
    "change_set_id": "The change set.",
    "ordinal": "The place of the item in it, from 1.",
    "change_item.action": "What became of the row.",
    "change_item.entity": "\(EntityKind.listed).",
    "change_item.name": "The name of the entry after it.",
    "before": "The row before, as masked JSON.", "after": "The row after, as masked JSON.",
  ]
}
