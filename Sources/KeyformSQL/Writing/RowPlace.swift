/// Whose rows are written: the applying project's, or unmanaged ones (project `''`).
enum RowOwner: CaseIterable {
  case project, nobody

  /// What stands in the column `project`.
  func column(of project: String) -> String {
    switch self {
    case .project: project
    case .nobody: ""
    }
  }
}

/// Where a row of one kind is stored.
struct RowPlace: Hashable {
  let owner: RowOwner
  let name: String
}

/// How a row gets from one place to another.
enum RowMove: Sendable {
  case renamed(from: String)
  case adopted, released
}
