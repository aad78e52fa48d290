internal import KeyformCore

/// Writes the lines of changes: one for the object, details under it.
struct ChangeText: Sendable {
  let style: TextStyle
  let masking: Masking
  let widths: ColumnWidths
  let files: [ShownText]
  /// Indexes of files that are in no commit.
  var uncommitted: Set<Int> = []
  /// Of rows that are the branch's in part the fields that wait.
  var waiting: [Address: Set<String>] = [:]

  func bytes(_ changes: ArraySlice<Change>) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    buffer.reserveCapacity(changes.count * 320)
    for change in changes { add(change, to: &buffer) }
    return buffer.take()
  }

  private func add(_ change: Change, to buffer: inout TextBuffer) {
    guard let entity = change.shown else { return }
    addLine(change.action, entity, to: &buffer)
    switch change.step {
    case .create(let entity): entity.kind.reported.addRest(of: entity, in: self, to: &buffer)
    case .delete, .release: break
    case .update(let from, let to), .adopt(let from, let to):
      addUpdate(from, to, change, to: &buffer)
    }
  }

  private func addLine(_ action: Action, _ entity: Entity, to buffer: inout TextBuffer) {
    let kind = entity.kind
    let name = ShownText(entity.name, masking)
    buffer.begin(action.paint)
    buffer.add(action.symbol)
    buffer.add(words: " ")
    buffer.add(kind.rawValue)
    buffer.add(words: "/")
    buffer.add(name)
    buffer.end(action.paint)
    let cells = entity.kind.reported.columns(of: entity, masking)
    let columns = widths.of(kind)
    var gap = widths.address - kind.rawValue.utf8.count - 1 - name.width + 2
    addCell(cells.0, columns.0, &gap, to: &buffer)
    addCell(cells.1, columns.1, &gap, to: &buffer)
    addCell(cells.2, columns.2, &gap, to: &buffer)
    addPlace(of: entity, gap, to: &buffer)
    buffer.breakLine()
  }

  /// Blanks come before a cell, so that no line ends in any.
  private func addCell(
    _ cell: ColumnCell, _ column: Int, _ gap: inout Int, to buffer: inout TextBuffer
  ) {
    if column == 0 { return }
    let width = cell.width(masking)
    if width == 0 {
      gap += column + 2
      return
    }
    buffer.pad(max(gap, 2))
    cell.add(to: &buffer)
    gap = column - width + 2
  }

  private func addPlace(of entity: Entity, _ gap: Int, to buffer: inout TextBuffer) {
    let origin = entity.origin
    guard files.indices.contains(Int(origin.file)) else { return }
    buffer.pad(max(gap, 2))
    buffer.begin(.faint)
    buffer.add(files[Int(origin.file)])
    buffer.add(words: ":")
    buffer.add(Int(origin.line))
    buffer.end(.faint)
    if !uncommitted.isEmpty, uncommitted.contains(Int(origin.file)) {
      buffer.add(" untracked", .caution)
    }
  }

  /// The fields that the line does not show and that are not what goes without saying.
  fileprivate func addRest<Value: Managed>(
    _ value: Value, _ table: FieldTable<Value>, _ buffer: inout TextBuffer
  ) {
    var indent = 6
    withUnsafePointer(to: value) { entry in
      for index in table.details {
        let content = table.fields[index].coding.shown(entry)
        guard let text = content.shown else { continue }
        let usual = table.defaults[index]
        if usual != .none, content == usual { continue }
        buffer.pad(indent)
        buffer.add(table.labels[index], .faint)
        add(text, to: &buffer)
        indent = 2
      }
    }
    if indent == 2 { buffer.breakLine() }
  }

  private func addUpdate(
    _ from: Entity, _ to: Entity, _ change: Change, to buffer: inout TextBuffer
  ) {
    var fields = change.fields
    let waiting = waiting.isEmpty ? [] : waiting[change.address] ?? []
    func addChange(
      _ name: String, _ from: String?, _ to: String?, _ buffer: inout TextBuffer
    ) {
      self.addChange(name, from, to, isWaiting: waiting.contains(name), &buffer)
    }
    if let formerName = change.formerName {
      addChange("name", formerName, change.address.name, &buffer)
    }
    if case .key(let old) = from, case .key(let new) = to {
      // A new value is one event to a reader: not three lines for value, tail and check.
      let count = fields.count
      fields.removeAll { ["value", "tail", "check"].contains($0.name) }
      if fields.count < count {
        addChange("value", old.value.shownValue(masking), new.value.shownValue(masking), &buffer)
      }
    }
    for field in fields { addChange(field.name, field.from.shown, field.to.shown, &buffer) }
  }

  private func addChange(
    _ name: String, _ from: String?, _ to: String?, isWaiting: Bool, _ buffer: inout TextBuffer
  ) {
    buffer.pad(6)
    buffer.add("\(name): ", .faint)
    add(from ?? "(none)", to: &buffer)
    buffer.begin(.faint)
    buffer.add(words: " -> ")
    buffer.end(.faint)
    add(to ?? "(none)", to: &buffer)
    if let remark = FieldChange.remark(from, to) { buffer.add(" (\(remark))", .faint) }
    if isWaiting { buffer.add(" (waiting)", .faint) }
    buffer.breakLine()
  }

  private func add(_ text: String, to buffer: inout TextBuffer) {
    buffer.add(text.isEmpty ? "(empty)" : text)
  }
}

extension Action {
  var paint: Paint {
    switch self {
    case .create: .good
    case .update, .adopt, .release: .caution
    case .delete: .bad
    }
  }
}

extension ReportedKind {
  static func addRest(of entity: Entity, in text: ChangeText, to buffer: inout TextBuffer) {
    guard let entry = entity.entry(of: Self.self) else { return }
    text.addRest(entry.value, table, &buffer)
  }
}
