internal import KeyformCore
package import KeyformQuery
package import KeyformRepository

/// What a query gave.
package struct QueryAnswer {
  package let columns: [String]
  package fileprivate(set) var rows: [[QueryCell]] = []
  /// The repository that was read; nil where a target's rows were read without one.
  package fileprivate(set) var repository: LoadedRepository?
  /// What is to be known of the answer besides.
  package fileprivate(set) var note: String?
}

/// Runs one query over the desired state, or over what a target holds.
package struct QueryRun {
  private let context: RunContext
  private let target: TargetRequest
  private let project: String?

  /// More change sets than a journal has.
  private static let wholeJournal = 1_000_000_000

  /// `target` is what `--target` says; nil: the repository is asked.
  package init(_ context: RunContext, target: TargetRequest, project: String?) {
    self.context = context
    self.target = target
    self.project = project
  }

  package func run(_ sql: String) throws -> QueryAnswer {
    target.isEmpty ? try ofRepository(sql) : try ofTarget(sql)
  }

  private func ofRepository(_ sql: String) throws -> QueryAnswer {
    let repository = try context.loadProject()
    let include = try TargetChoice.include(nil, of: repository.project, context)
    let assembled = context.lifetime.keep(repository.assemble(for: include, secrets: .closed))
    let tables = tables(
      assembled.state.inventory, assembled.state.project, repository.files.map(\.path),
      repository.catalog, journal: nil)
    var answer = try rows(sql, tables)
    answer.repository = repository
    let errors = repository.diagnostics.count { $0.severity == .error }
    if errors > 0 {
      answer.note =
        "\(counted(errors, "error")) in the files: what cannot be read is missing here; see keyform validate"
    }
    return answer
  }

  private func ofTarget(_ sql: String) throws -> QueryAnswer {
    let source = try TargetWithOwners(context, target: target)
    let owner = try source.owner(project)
    let inventory = context.lifetime.keep(try source.read(owner)).inventory
    var tables = tables(inventory, owner, [], source.catalog, journal: nil)
    // The journal is read where the query needs it.
    if try prepared(sql, tables).reads.needsJournal {
      let journal = try source.journal(of: owner, limit: Self.wholeJournal)
      tables = self.tables(inventory, owner, [], source.catalog, journal: journal)
    }
    var answer = try rows(sql, tables)
    answer.repository = source.repository
    return answer
  }

  private func tables(
    _ inventory: Inventory, _ project: String, _ files: [String], _ catalog: ReferenceCatalog,
    journal: JournalContents?
  ) -> QueryTables {
    QueryTables(
      inventory, project: project, files: files, catalog: catalog, today: context.today,
      journal: journal, isCancelled: { [context] in context.isCancelled },
      mask: catalog.masking.masked)
  }

  private func prepared(_ sql: String, _ tables: QueryTables) throws -> PreparedQuery {
    do throws(QueryProblem) {
      return try PreparedQuery(sql, on: try QueryDatabase(tables, .question))
    } catch {
      throw Failure(error, sql)
    }
  }

  private func rows(_ sql: String, _ tables: QueryTables) throws -> QueryAnswer {
    let query = try prepared(sql, tables)
    var answer = QueryAnswer(columns: query.columns)
    do throws(QueryProblem) {
      while try query.next() {
        answer.rows.append(query.columns.indices.map { query.cell($0) })
      }
    } catch {
      throw Failure(error, sql)
    }
    return answer
  }
}

extension Failure {
  /// A query that gives no rows, with its place in the SQL.
  fileprivate init(_ problem: QueryProblem, _ sql: String) {
    if problem.kind == .interrupted {
      self.init(.interrupted, "interrupted", problem.detail)
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
