/// How plans and messages name a target: never with user or password.
package struct TargetDescription: Hashable, Sendable {
  /// The name in keyform.yaml; nil where a URL was given.
  package let name: String?
  package let url: String

  package init(name: String?, url: String) {
    self.name = name
    self.url = url
  }

  /// For people: `lab (sqlite:lab.sqlite)` or the URL alone.
  package var shown: String { name.map { "\($0) (\(url))" } ?? url }
}

/// The state of a target before anything is read from it.
package enum TargetCondition: Hashable, Sendable {
  /// No database yet, or one without any table.
  case empty
  /// Our tables; `schema` is what an apply has to do to them before it writes rows.
  case ready(targetID: String, schema: SchemaStep)
}
