internal import KeyformCore
internal import KeyformSQL

/// Values for rows that are there, sent where no log of the server shows them: what a statement says
/// and what it is given may be written down, what a COPY carries is not. So they come as rows of their
/// own, under a name that no project can have, and go on from there inside the transaction.
final class RevealedRows: SQLStatement, PendingRows {
  private let database: PostgresDatabase
  private let copy: CopyRows
  private let isCareful: Bool
  /// Of the row that is bound, and of all that were.
  private var project = ""
  private var name = ""
  private var names: [String: [String]] = [:]

  /// Columns of `product_key` that such a row needs.
  private static let carrier = SQLSchema.keyCarrier

  init(_ database: PostgresDatabase, _ write: TableWrite, isCareful: Bool) {
    self.database = database
    self.isCareful = isCareful
    copy = CopyRows(database, TableWrite(.insert, Self.carrier), isCareful: isCareful)
  }

  func bind(_ text: String?, at parameter: Int) {
    switch parameter {
    case 1: project = text ?? ""
    case 2: name = text ?? ""
    default:
      names[project, default: []].append(name)
      copy.bind("/" + project, at: 1)
      copy.bind(name, at: 2)
      for column in 3...4 { copy.bind("/", at: column) }
      copy.bind(0, at: 5)
      copy.bind(text, at: 6)
    }
  }

  func bind(_ integer: Int?, at parameter: Int) {}

  func run() throws(TargetError) {
    try database.collect(self)
    try copy.sendEnough()
    if isCareful { try flush() }
  }

  func flush() throws(TargetError) {
    guard !names.isEmpty else { return }
    let written = names
    names = [:]
    try copy.flush()
    for (project, names) in written.sorted(by: { $0.key < $1.key }) {
      try database.write(to: Self.carrier.name) { connection throws(PostgresFailure) in
        try connection.run(Self.move, ["/" + project, project, ArrayLiteral(names).text])
        try connection.run(Self.clear, ["/" + project])
      }
    }
  }

  /// Each row is looked up by its key on both sides.
  private static let move = """
    UPDATE product_key SET value = (SELECT v.value FROM product_key AS v \
    WHERE v.project = $1 AND v.name = product_key.name) \
    WHERE project = $2 AND name = ANY($3::pg_catalog.text[])
    """
  private static let clear = "DELETE FROM product_key WHERE project = $1"
}
