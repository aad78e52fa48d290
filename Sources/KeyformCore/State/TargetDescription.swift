/// How plans and messages name a target: never with user or password.
package struct TargetDescription: Hashable, Sendable {
  /// The name in keyform.yaml; nil where a URL was given.
  package var name: String?
  package let url: String
  /// Whether it is known to be a file, and not a server.
  package let isFile: Bool

  package init(name: String?, url: String, isFile: Bool = false) {
    self.name = name
    self.url = url
    self.isFile = isFile
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
