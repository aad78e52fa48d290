internal import KeyformCatalog
internal import KeyformCore
internal import KeyformQuery
internal import KeyformReport

/// Runs one query over the desired state, or over what a target holds.
struct QueryWork {
  private let options: CommonOptions
  private let project: String?
  private let lockTimeout: Int

  /// More change sets than a journal has.
  private static let wholeJournal = 1_000_000_000

  init(_ options: CommonOptions, project: String?, lockTimeout: Int) {
    self.options = options
    self.project = project
    self.lockTimeout = lockTimeout
  }

  func run(_ sql: String) throws -> (table: ResultTable, repository: LoadedRepository?) {
    options.target == nil ? try ofRepository(sql) : try ofTarget(sql)
  }

  private func ofRepository(
    _ sql: String
  ) throws -> (table: ResultTable, repository: LoadedRepository?) {
    let repository = try Session.loadProject(options)
    let include = try TargetChoice(nil, in: repository).include
    let assembled = Retained.keep(
      repository.assemble(for: include, environment: Environment.value))
    let errors = repository.diagnostics.count { $0.severity == .error }
    if errors > 0 {
      Output.note(
        "keyform: \(counted(errors, "error")) in the files: what cannot be read is missing here; see keyform validate"
      )
    }
    let tables = tables(
      assembled.state.inventory, assembled.state.project, repository.files.map(\.path),
      repository.catalog, journal: nil)
    return (try rows(sql, tables), repository)
  }

  private func ofTarget(
    _ sql: String
  ) throws -> (table: ResultTable, repository: LoadedRepository?) {
    let source = try OwnedTarget(options, lockTimeout: lockTimeout)
    let owner = try source.owner(project)
    let inventory = Retained.keep(try source.read(owner, options.progress)).inventory
    var tables = tables(inventory, owner, [], source.catalog, journal: nil)
    // The journal is read where the query needs it.
    if try prepared(sql, tables).reads.needsJournal {
      let journal = try source.journal(of: owner, limit: Self.wholeJournal)
      tables = self.tables(inventory, owner, [], source.catalog, journal: journal)
    }
    return (try rows(sql, tables), source.repository)
  }

  private func tables(
    _ inventory: Inventory, _ project: String, _ files: [String], _ catalog: ReferenceCatalog,
    journal: JournalContents?
  ) -> QueryTables {
    let masking = Masking { catalog.publicKey($0) != nil }
    return QueryTables(
      inventory, project: project, files: files, catalog: catalog, today: options.clock,
      journal: journal, isCancelled: { Interruption.isRequested }, mask: masking.masked)
  }

  private func prepared(_ sql: String, _ tables: QueryTables) throws -> PreparedQuery {
    do throws(QueryProblem) {
      return try PreparedQuery(sql, on: try QueryDatabase(tables, .question))
    } catch {
      throw Failure(error, sql)
    }
  }

  private func rows(_ sql: String, _ tables: QueryTables) throws -> ResultTable {
    let query = try prepared(sql, tables)
    var table = ResultTable(columns: query.columns)
    do throws(QueryProblem) {
      while try query.next() {
        table.append(query.columns.indices.map { ResultTable.Cell(query.cell($0)) })
      }
    } catch {
      throw Failure(error, sql)
    }
    return table
  }
}

extension ResultTable.Cell {
  fileprivate init(_ cell: QueryCell) {
    switch cell {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .real(real)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .text("x'\(Hex.text(bytes))'")
    }
  }
}

extension Failure {
  /// A query that gives no rows, with its place in the SQL.
  fileprivate init(_ problem: QueryProblem, _ sql: String) {
    if problem.kind == .interrupted {
      self.init(Interruption.status, "interrupted", problem.detail)
      return
    }
    let place = problem.offset.map { offset in
      let (line, column) = QueryProblem.place(of: offset, in: sql)
      return "line \(line), column \(column): "
    }
    let summary =
      switch problem.summary {
      case let text where text.hasPrefix("it "): "the query \(text.dropFirst(3))"
      case let text where text.hasPrefix("its "): "the query's \(text.dropFirst(4))"
      case let text: text
      }
    self.init(.usage, "\(place ?? "")\(summary)", problem.detail)
  }
}
