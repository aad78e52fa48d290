internal import KeyformCore

/// What a plan means for what the target remembers, below the names of its hazards.
struct MemoryText {
  private static let most = 20

  func add(_ memory: PlanMemory, to buffer: inout TextBuffer) {
    for hazard in Hazard.allCases {
      addList(memory.details(of: hazard).map { "\(hazard.rawValue): \($0)" }, .caution, to: &buffer)
    }
    addList(Self.sentences(ofDrift: memory), .caution, to: &buffer)
    if let unknown = Self.sentence(ofUnknown: memory.origins) { buffer.hanging(unknown, .caution) }
    if let uncompared = memory.uncompared {
      buffer.paragraph(uncompared.shownAsUnknown, indent: 0, .caution)
    }
    addList(memory.guards.filter { !$0.isLoosened }.map { "changed: \($0.shown)" }, to: &buffer)
    for name in memory.formerNames {
      buffer.paragraph(Self.sentence(ofFormer: name), indent: 0, .caution)
    }
  }

  /// Rows that are not what the journal left.
  static func sentences(ofDrift memory: PlanMemory) -> [String] {
    let own = memory.ownRows
    return memory.origins.filter(\.isDrift).map { row in
      "drift: \(row.shown)" + (row.isAlso(in: own) ? "; this change writes it as well" : "")
    }
  }

  static func sentence(ofFormer name: String) -> String {
    """
    The target holds rows of project \(name), last applied from this repository. If `project:` \
    was renamed they stay behind: write \(name) there again, move the entries out of the \
    files, name them under `release:` and apply; then, under the new name and without that \
    `release:`, put the entries back and take the rows over. If \(name) is another folder's \
    project, nothing is to do.
    """
  }

  /// What a deeper clone would tell; nil: nothing.
  static func sentence(ofUnknown origins: [RowOrigin]) -> String? {
    let rows = origins.filter(\.isOlderThanClone)
    guard let first = rows.first else { return nil }
    let more = rows.count > 1 ? ", and \(rows.count - 1) more" : ""
    return """
      not known: \(first.shown)\(more); whether that is taken back, the whole history tells \
      (`git fetch --unshallow`)
      """
  }

  /// What was applied from other commits alone, as drift tells it.
  func add(unmerged rows: [RowOrigin], to buffer: inout TextBuffer) {
    addList(rows.map(\.shown), .caution, to: &buffer)
  }

  /// The undone part alone, as drift tells it.
  func add(_ writtenAgain: [WrittenAgain], to buffer: inout TextBuffer) {
    addList(writtenAgain.map(\.shown), .caution, to: &buffer)
  }

  private func addList(
    _ lines: [String], _ paint: Paint = .plain, to buffer: inout TextBuffer
  ) {
    for line in lines.prefix(Self.most) { buffer.hanging(line, paint) }
    let more = lines.count - Self.most
    if more > 0 { buffer.line("  and \(more) more", .faint) }
  }
}

extension PlanMemory {
  /// What the branch itself changes: by address the fields; none: the row.
  fileprivate var ownRows: [Address: [String]] {
    Dictionary(
      origins.lazy.filter { $0.origin == .thisChange }.map { ($0.address, $0.fields) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension RowOrigin {
  fileprivate func isAlso(in own: [Address: [String]]) -> Bool {
    guard let names = own[address] else { return false }
    return fields.isEmpty || names.isEmpty || fields.contains(where: names.contains)
  }
}
