internal import KeyformCore

/// The rows of a plan that the base of the branch wants changed as well: a line each, behind those of
/// the branch.
struct WaitingText {
  private static let most = 20

  /// Of rows that are the branch's in part the fields that wait.
  let fields: [Address: Set<String>]
  private let rows: Set<Address>

  init(_ memory: PlanMemory) {
    var fields: [Address: Set<String>] = [:]
    var rows = Set<Address>()
    for row in memory.origins where row.origin == .waiting {
      if row.fields.isEmpty {
        rows.insert(row.address)
      } else {
        fields[row.address] = Set(row.fields)
      }
    }
    self.fields = fields
    self.rows = rows
  }

  /// Those that are shown in full.
  func others(_ changes: [Change]) -> [Change] {
    rows.isEmpty ? changes : changes.filter { !rows.contains($0.address) }
  }

  /// `changes` are all, in the order of reports.
  func add(_ changes: [Change], to buffer: inout TextBuffer) {
    if rows.isEmpty { return }
    let waiting = changes.filter { rows.contains($0.address) }
    if waiting.isEmpty { return }
    if waiting.count < changes.count { buffer.breakLine() }
    buffer.paragraph(
      "Waiting for an apply (\(waiting.count)), as the base of this branch wants the same:",
      indent: 0, .strong)
    for change in waiting.prefix(Self.most) {
      let names = ToldField.names(of: change)
      let fields = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
      buffer.line("  \(change.action.symbol) \(change.address)\(fields)", change.action.paint)
    }
    let more = waiting.count - Self.most
    if more > 0 { buffer.line("  and \(more) more", .faint) }
  }
}
