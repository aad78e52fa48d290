internal import KeyformCore

/// Reads the touched rows again and compares them with the goal, before anything is committed.
struct ReadBack: MappingVisitor {
  let database: any SQLDatabase
  let project: String
  let changes: SortedChanges

  func compare() throws(TargetError) {
    var work = self
    try EntityKind.visitAll(&work)
  }

  func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
    do throws(TargetError) {
      try compareRows(changes[Mapping.Value.self], mapping)
    } catch .damaged(let row, let problem) {
      // It was whole when it was sent.
      throw .notWrittenAsPlanned(row: row, problem: problem)
    }
  }

  private func compareRows<Mapping: RowMapping>(
    _ changes: [RowChange<Mapping.Value>], _ mapping: Mapping.Type
  ) throws(TargetError) {
    let rows = TouchedRows<Mapping>(database: database, project: project)
    try rows.visit(changes.map(\.name)) { (index, row) throws(TargetError) in
      let change = changes[index]
      switch (change.after?.value, row) {
      case (nil, nil): return
      case (nil, _?): throw differs(change, "it is still there")
      case (_?, nil): throw differs(change, "it is not there")
      case (let goal?, let row?):
        if row.value != goal {
          let fields = FieldChange.between(goal, row.value).map(\.name)
          throw differs(change, "other than written: \(fields.joined(separator: ", "))")
        }
        if row.material != change.material { throw differs(change, "other than written: value") }
      }
    }
  }

  private func differs<Value: Managed>(
    _ change: RowChange<Value>, _ problem: String
  ) -> TargetError {
    .notWrittenAsPlanned(row: Address(Value.kind, change.name).description, problem: problem)
  }
}
