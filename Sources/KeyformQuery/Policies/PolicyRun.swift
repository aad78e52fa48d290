package import KeyformCore

/// What one policy gave.
package struct PolicyOutcome: Sendable {
  package let policy: Policy
  package let findings: [Finding]
  /// Why it gave nothing; nil where it ran to its end.
  package let problem: PolicyProblem?
  /// Whether it looks at the changes of a plan.
  package let readsChanges: Bool
}

/// Runs policies over what queries read, on all cores.
package struct PolicyRun: Sendable {
  private let inventory: Inventory
  private let tables: QueryTables
  /// Entries that a plan takes away, which the inventory no longer holds.
  private let gone: Set<Address>
  /// What a finding may point at.
  private let fields: [EntityKind: [String]]

  /// `fields` are the names of an entry's fields, as files call them.
  package init(
    _ inventory: Inventory, _ tables: QueryTables, fields: [EntityKind: [String]],
    changes: [Change] = []
  ) {
    self.inventory = inventory
    self.tables = tables
    self.fields = fields
    gone = Set(changes.filter { $0.after == nil }.map(\.address))
  }

  /// In the order of the policies.
  package func run(_ policies: [Policy], limits: QueryLimits = .policy) -> [PolicyOutcome] {
    keepWhatIsRead(by: policies, limits)
    let outcomes = AllCores.map(policies.count) { run(policies[$0], limits) }
    // Memory is counted for the process: one that was stopped beside others is tried again alone.
    guard policies.count > 1 else { return outcomes }
    return outcomes.map { outcome in
      outcome.problem?.kind == .memory ? run(outcome.policy, limits) : outcome
    }
  }

  /// One walk over each table for all policies, before any of them waits for another's column.
  private func keepWhatIsRead(by policies: [Policy], _ limits: QueryLimits) {
    guard let database = try? QueryDatabase(tables, limits) else { return }
    var reads = QueryReads()
    for policy in policies {
      // What is wrong with it is said when it runs.
      if let query = try? PreparedQuery(policy.sql, on: database) { reads.formUnion(query.reads) }
    }
    tables.keep(reads)
  }

  private func run(_ policy: Policy, _ limits: QueryLimits) -> PolicyOutcome {
    var readsChanges = false
    var findings: [Finding] = []
    var problem: PolicyProblem?
    do throws(PolicyProblem) {
      findings = try self.findings(of: policy, limits, &readsChanges)
    } catch {
      problem = error
    }
    return PolicyOutcome(
      policy: policy, findings: findings, problem: problem, readsChanges: readsChanges)
  }

  private func findings(
    of policy: Policy, _ limits: QueryLimits, _ readsChanges: inout Bool
  ) throws(PolicyProblem) -> [Finding] {
    do throws(PolicyColumns.Complaint) {
      let query = try asking { () throws(QueryProblem) in
        try PreparedQuery(policy.sql, on: try QueryDatabase(tables, limits))
      }
      readsChanges = query.reads.tables.contains("change")
      let columns = try PolicyColumns(query.columns)
      var findings: [Finding] = []
      while try asking({ () throws(QueryProblem) in try query.next() }) {
        findings.append(
          try columns.finding(in: query, policy.metadata, fields: fields, origin: origin(of:)))
      }
      return findings
    } catch {
      throw PolicyProblem(
        error.kind, PolicyText(path: policy.path, text: policy.sql), at: error.offset,
        "\(policy.metadata.id): \(error.summary)", error.detail)
    }
  }

  private func asking<Answer>(
    _ body: () throws(QueryProblem) -> Answer
  ) throws(PolicyColumns.Complaint) -> Answer {
    do throws(QueryProblem) {
      return try body()
    } catch {
      throw PolicyColumns.Complaint(
        kind: PolicyProblemKind(error.kind), offset: error.offset, summary: error.summary,
        detail: error.detail)
    }
  }

  /// Nil where there is no such entry.
  private func origin(of address: Address) -> EntryOrigin? {
    if gone.contains(address) { return EntryOrigin.none }
    return inventory.origin(of: address)
  }
}
