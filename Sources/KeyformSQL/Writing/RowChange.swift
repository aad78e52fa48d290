internal import KeyformCore

/// One change to one row, typed by kind.
struct RowChange<Value: Managed>: Sendable {
  /// Place in the order's changes.
  let index: Int
  /// Of the row as it shall be; of one that goes, as it was. Where only a place counts, that of the
  /// place: the row that goes may have had its name, the one that comes has it.
  let name: String
  let before: Entry<Value>?
  /// The row as it shall be; a released one as an unmanaged row.
  private(set) var after: Entry<Value>?
  /// Nil: the row stays where it is.
  private(set) var move: RowMove?
  /// Whether `after` keeps an observation of the target that is newer than the plan.
  private(set) var hasNewerObservation = false
  private(set) var base: RowDigest?
  /// The product key that the row has in the end; nil for other kinds.
  var material: KeyMaterial?
  /// The one that the row has now; nil where there is none.
  var storedMaterial: KeyMaterial?

  /// Where the row is stored now; nil where there is none.
  var from: RowPlace? {
    guard before != nil else { return nil }
    return switch move {
    case .renamed(let name): RowPlace(owner: .project, name: name)
    case .adopted: RowPlace(owner: .unmanaged, name: name)
    case .released, nil: RowPlace(owner: .project, name: name)
    }
  }

  /// Where it shall be stored; nil where it goes.
  var goal: RowPlace? {
    guard after != nil else { return nil }
    return switch move {
    case .released: RowPlace(owner: .unmanaged, name: name)
    case .renamed, .adopted, nil: RowPlace(owner: .project, name: name)
    }
  }

  /// Keeps what somebody has counted in the target since the plan was made.
  mutating func keepNewerObservations(of stored: Value) {
    guard let entry = after else { return }
    after = entry.with(entry.value.keepingNewerObservations(of: stored))
    hasNewerObservation = true
  }
}

/// Whose rows are written: the applying project's, or unmanaged ones (project `''`).
enum RowOwner: CaseIterable {
  case project, unmanaged

  /// What stands in the column `project`.
  func column(of project: String) -> String {
    switch self {
    case .project: project
    case .unmanaged: ""
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
