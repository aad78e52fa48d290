internal import KeyformCore

/// One change to one row, typed by kind.
struct RowChange<Value: Managed>: Sendable {
  /// Place in the order's changes.
  let index: Int
  /// Of the row as it shall be; of one that goes, as it was.
  let name: String
  let before: Entry<Value>?
  /// The row as it shall be; a released one as an unmanaged row.
  private(set) var after: Entry<Value>?
  /// Nil: the row stays where it is.
  let move: RowMove?
  /// Whether `after` keeps an observation of the target that is newer than the plan.
  private(set) var hasNewerObservation = false
  let base: RowDigest?
  /// The product key that the row has in the end; nil for other kinds.
  var material: KeyMaterial?
  /// The one that the row has now; nil where there is none.
  var storedMaterial: KeyMaterial?

  init(
    index: Int, before: Entry<Value>?, after: Entry<Value>?, move: RowMove? = nil,
    base: RowDigest? = nil, material: KeyMaterial? = nil
  ) {
    self.index = index
    self.before = before
    self.after = after
    self.move = move
    self.base = base
    self.material = material
    name = after?.name ?? before?.name ?? ""
  }

  /// What becomes of one place: the row that goes may have had its name, the one that comes has it.
  init(
    index: Int, place: String, before: Entry<Value>?, after: Entry<Value>?,
    material: KeyMaterial?, storedMaterial: KeyMaterial?
  ) {
    self.index = index
    self.before = before
    self.after = after
    self.material = material
    self.storedMaterial = storedMaterial
    move = nil
    base = nil
    name = place
  }

  /// Where the row is stored now; nil where there is none.
  var from: RowPlace? {
    guard before != nil else { return nil }
    return switch move {
    case .renamed(let name): RowPlace(owner: .project, name: name)
    case .adopted: RowPlace(owner: .nobody, name: name)
    case .released, nil: RowPlace(owner: .project, name: name)
    }
  }

  /// Where it shall be stored; nil where it goes.
  var goal: RowPlace? {
    guard after != nil else { return nil }
    return switch move {
    case .released: RowPlace(owner: .nobody, name: name)
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
