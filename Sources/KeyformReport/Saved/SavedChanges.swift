internal import KeyformCore

/// Reads the changes of a saved plan, which stand one a line.
struct SavedChanges {
  private var frame: SavedFrame
  private var keys = SavedFields(ProductKey.table)
  private var deployments = SavedFields(Deployment.table)
  private var bindings = SavedFields(Binding.table)
  private var hosts = SavedFields(KMSHost.table)
  private var directories = SavedFields(Directory.table)

  /// Rows of a preview have no digests.
  init(_ cursor: PlanCursor, files: [String: Int32], isPreview: Bool) {
    frame = SavedFrame(cursor: cursor, files: files, hasDigests: !isPreview)
  }

  /// All changes up to the cursor's end. Every line but the plan's last one ends in a comma.
  mutating func read() throws(PlanReadError) -> [Change] {
    var changes: [Change] = []
    while !frame.cursor.isAtEnd {
      changes.append(try change())
      if !frame.cursor.isAtEnd { try frame.cursor.expect(",\n") }
    }
    return changes
  }

  private mutating func change() throws(PlanReadError) -> Change {
    let action = try frame.action()
    let address = try frame.address()
    switch address.kind {
    case .key: return try Self.change(action, address, &keys, &frame, Entity.key)
    case .deployment:
      return try Self.change(action, address, &deployments, &frame, Entity.deployment)
    case .binding: return try Self.change(action, address, &bindings, &frame, Entity.binding)
    case .host: return try Self.change(action, address, &hosts, &frame, Entity.host)
    case .directory:
      return try Self.change(action, address, &directories, &frame, Entity.directory)
    }
  }

  private static func change<Value: Managed>(
    _ action: Action, _ address: Address, _ fields: inout SavedFields<Value>,
    _ frame: inout SavedFrame, _ entity: (Entry<Value>) -> Entity
  ) throws(PlanReadError) -> Change {
    let formerName = action == .update ? try frame.formerName() : nil
    try frame.cursor.expect(",\"fields\":[")
    try fields.readChanges(action, &frame.cursor, of: address)
    let origin = try frame.origin()
    let base = action == .create || !frame.hasDigests ? nil : try frame.base()
    let isFromCatalog = action == .update && frame.cursor.take(",\"fromCatalog\":true")
    let secret = try frame.secret()
    let hasBothSides = action == .update || action == .adopt || action == .release
    if hasBothSides {
      try frame.cursor.expect(",\"unchanged\":{")
      try fields.readUnchanged(&frame.cursor, of: address)
    }
    try frame.cursor.expect("}")
    let change: Change
    switch action {
    case .create:
      let after = try fields.valueAfter(address)
      change = Change(.create(entity(Entry(after, origin: origin, secret: secret))))
    case .update:
      let former = formerName.map { Address(address.kind, $0) }
      guard former != address else { throw frame.cursor.malformed("another name") }
      let before = try fields.valueBefore(former ?? address)
      let after = try fields.valueAfter(address)
      change = Change(
        .update(
          from: entity(Entry(before, origin: .none)),
          to: entity(Entry(after, origin: origin, secret: secret))), base: base,
        isFromCatalog: isFromCatalog)
    case .adopt:
      let before = try fields.valueBefore(address)
      let after = try fields.valueAfter(address)
      change = Change(
        .adopt(
          from: entity(Entry(before, origin: .none)),
          to: entity(Entry(after, origin: origin, secret: secret))), base: base)
    case .release:
      let row = try fields.valueBefore(address)
      guard origin == .none, row == (try fields.valueAfter(address)) else {
        throw frame.cursor.malformed("a release that changes nothing")
      }
      change = Change(.release(entity(Entry(row, origin: .none))), base: base)
    case .delete:
      guard !fields.hasAfter, origin == .none else {
        throw frame.cursor.malformed("a delete without a row after")
      }
      let before = try fields.valueBefore(address)
      change = Change(.delete(entity(Entry(before, origin: .none))), base: base)
    }
    if secret != nil, !change.writesSecret { throw frame.cursor.malformed("no secret") }
    return change
  }
}
