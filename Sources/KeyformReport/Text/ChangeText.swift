internal import KeyformCore

/// Writes the lines of changes: one for the object, details under it.
struct ChangeText: Sendable {
  let style: TextStyle
  let masking: Masking
  let widths: ColumnWidths
  let files: [String]

  func bytes(_ changes: ArraySlice<Change>) -> [UInt8] {
    var buffer = TextBuffer(style)
    buffer.bytes.reserveCapacity(changes.count * 320)
    for change in changes { add(change, to: &buffer) }
    return buffer.bytes
  }

  private func add(_ change: Change, to buffer: inout TextBuffer) {
    guard let entity = change.shown else { return }
    addLine(change.action, entity, to: &buffer)
    switch change.step {
    case .create(let entity): addRest(of: entity, to: &buffer)
    case .delete: break
    case .update(let from, let to): addUpdate(from, to, change, to: &buffer)
    }
  }

  private func addLine(_ action: Action, _ entity: Entity, to buffer: inout TextBuffer) {
    let kind = entity.kind
    let name = shown(entity.name)
    let address = "\(action.symbol) \(kind.rawValue)/"
    buffer.add(address, action.paint)
    buffer.add(name, action.paint)
    let cells = EntityColumns(entity, masking).cells
    let columns = widths.of(kind)
    var gap = widths.address + 2 - address.utf8.count - VisibleText.width(name) + 2
    addCell(cells.0, columns.0, &gap, to: &buffer)
    addCell(cells.1, columns.1, &gap, to: &buffer)
    addCell(cells.2, columns.2, &gap, to: &buffer)
    if action != .delete, let place = place(of: entity) {
      buffer.pad(max(gap, 2))
      buffer.add(place, .faint)
    }
    buffer.breakLine()
  }

  /// Blanks come before a cell, so that no line ends in any.
  private func addCell(
    _ cell: String, _ width: Int, _ gap: inout Int, to buffer: inout TextBuffer
  ) {
    if width == 0, cell.isEmpty { return }
    guard !cell.isEmpty else {
      gap += width + 2
      return
    }
    let text = shown(cell)
    buffer.pad(max(gap, 2))
    buffer.add(text)
    gap = width - VisibleText.width(text) + 2
  }

  private func place(of entity: Entity) -> String? {
    let origin = entity.origin
    guard files.indices.contains(Int(origin.file)) else { return nil }
    return "\(VisibleText.of(files[Int(origin.file)])):\(origin.line)"
  }

  private func addRest(of entity: Entity, to buffer: inout TextBuffer) {
    switch entity {
    case .key(let entry): addRest(entry.value, FieldTables.key, EntityColumns.shows, &buffer)
    case .deployment(let entry):
      addRest(entry.value, FieldTables.deployment, EntityColumns.shows, &buffer)
    case .binding(let entry):
      addRest(entry.value, FieldTables.binding, EntityColumns.shows, &buffer)
    case .host(let entry): addRest(entry.value, FieldTables.host, EntityColumns.shows, &buffer)
    case .directory(let entry):
      addRest(entry.value, FieldTables.directory, EntityColumns.shows, &buffer)
    }
  }

  /// The fields that the line does not show and that are not what goes without saying.
  private func addRest<Value: Managed>(
    _ value: Value, _ table: FieldTable<Value>, _ isShown: (Value.Field) -> Bool,
    _ buffer: inout TextBuffer
  ) {
    var indent = 6
    for (index, field) in table.fields.enumerated() where !isShown(field) {
      let content = value[field]
      guard content != table.defaults[index], let text = content.shown else { continue }
      buffer.pad(indent)
      buffer.add(field.rawValue, .faint)
      buffer.add(": ", .faint)
      buffer.add(shown(text))
      indent = 2
    }
    if indent == 2 { buffer.breakLine() }
  }

  private func addUpdate(
    _ from: Entity, _ to: Entity, _ change: Change, to buffer: inout TextBuffer
  ) {
    var fields = change.fields
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
    _ name: String, _ from: String?, _ to: String?, _ buffer: inout TextBuffer
  ) {
    buffer.pad(6)
    buffer.add(name, .faint)
    buffer.add(": ", .faint)
    buffer.add(from.map(shown) ?? "(none)")
    buffer.add(" -> ", .faint)
    buffer.line(to.map(shown) ?? "(none)")
  }

  private func shown(_ text: String) -> String { VisibleText.of(masking.masked(text)) }
}

extension Action {
  var paint: Paint {
    switch self {
    case .create: .good
    case .update: .caution
    case .delete: .bad
    }
  }
}
