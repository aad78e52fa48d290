/// Goes through a journal item by item and knows which rows there were after each: what was in
/// force on a day, and which item does not fit its neighbours.
package struct JournalReplay: Sendable {
  package struct Row: Sendable {
    package fileprivate(set) var fields: [String: FieldValue]
    /// The item that wrote it last.
    package fileprivate(set) var writer: JournalPlace
    /// Of single fields, where a later item than `writer` brought them.
    fileprivate var writers: [String: JournalPlace] = [:]

    package func writer(of field: String) -> JournalPlace { writers[field] ?? writer }
  }

  package private(set) var rows: [Address: Row] = [:]
  /// Rows whose place another one took in the same change set: names are swapped and passed on.
  private var displaced: [Address: Row] = [:]
  private var changeSet = 0

  package init() {}

  /// Takes in the next item, and tells what in it does not fit what came before.
  package mutating func take(_ record: JournalRecord) -> [Misfit] {
    if record.changeSet != changeSet { displaced = [:] }
    changeSet = record.changeSet
    let writer = record.place
    guard let before = Self.fields(record.before), let after = Self.fields(record.after) else {
      return [Misfit(cause: .unreadable, written: nil)]
    }
    switch JournalStep(record) {
    case .appearing:
      let there = rows[record.address]
      let misfits = there.map { [Misfit(cause: .wasThere, written: $0.writer)] } ?? []
      put(Row(fields: after, writer: writer), at: record.address)
      return misfits
    case .vanishing: return Self.misfits(of: remove(record.address), with: before)
    case .changing(let source):
      let old = remove(source)
      var row = old ?? Row(fields: [:], writer: writer)
      for (name, value) in after where name != JournalStep.name {
        row.fields[name] = value
        row.writers[name] = writer
      }
      put(row, at: record.address)
      return Self.misfits(of: old, with: before)
    }
  }

  private mutating func put(_ row: Row, at address: Address) {
    displaced[address] = rows[address] ?? displaced[address]
    rows[address] = row
  }

  private mutating func remove(_ address: Address) -> Row? {
    displaced.removeValue(forKey: address) ?? rows.removeValue(forKey: address)
  }

  /// What is wrong with an item or a row as seen from the items before it.
  package struct Misfit: Sendable {
    package enum Cause: Sendable {
      case unreadable, wasThere, wasGone
      case field(String)
    }

    package let cause: Cause
    /// The item that wrote what does not fit; nil where there is none.
    package let written: JournalPlace?
  }

  /// Compares what a row is said to be with what the journal made of it. Counts that somebody read
  /// come and go without the journal.
  package func misfits(at address: Address, with fields: [String: FieldValue]) -> [Misfit] {
    Self.misfits(of: rows[address], with: fields)
  }

  private static func misfits(of row: Row?, with fields: [String: FieldValue]) -> [Misfit] {
    guard let row else { return [Misfit(cause: .wasGone, written: nil)] }
    return fields.sorted { $0.key < $1.key }.compactMap { name, value in
      if JournalStep.isUnfit(name) || row.fields[name] ?? .none == value { return nil }
      return Misfit(cause: .field(name), written: row.writer(of: name))
    }
  }

  /// Empty for a side that an item does not have; nil where it is no document.
  package static func fields(_ document: String?) -> [String: FieldValue]? {
    guard let document else { return [:] }
    guard let fields = JournalDocument.fields(of: document) else { return nil }
    return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// The rows by kind and name; those that cannot be read as rows are told by address.
  package var inventory: (rows: Inventory, unreadable: [Address]) {
    var entities: [Entity] = []
    var unreadable: [Address] = []
    for (address, row) in rows.sorted(by: { $0.key < $1.key }) {
      if let entity = Entity.row(address, row.fields) {
        entities.append(entity)
      } else {
        unreadable.append(address)
      }
    }
    return (Inventory(entities), unreadable)
  }
}

/// What an item does to the project's rows.
package enum JournalStep: Sendable {
  /// Create and adopt: the whole row is in the document.
  case appearing
  case changing(from: Address)
  /// Delete and release.
  case vanishing

  /// The member that a rename's documents have.
  package static let name = "name"

  package init(_ record: JournalRecord) {
    switch Action(rawValue: record.action) {
    case .create, .adopt: self = .appearing
    case .delete, .release: self = .vanishing
    case .update:
      self = .changing(
        from: Address(record.address.kind, record.previousName ?? record.address.name))
    case nil:
      // Of a later Keyform: the documents tell.
      self =
        record.after == nil
        ? .vanishing
        : record.before == nil
          ? .appearing
          : .changing(from: record.address)
    }
  }

  /// Fields that say nothing of whether items fit: observations, and the name itself.
  static func isUnfit(_ field: String) -> Bool {
    field == name || observations.contains(field)
  }

  /// Counts that somebody read, with their days: the newer one wins, whoever wrote it.
  package static let observations: Set<String> = [
    ProductKey.Field.remaining.rawValue, ProductKey.Field.remainingAsOf.rawValue,
    Binding.Field.activated.rawValue, Binding.Field.activatedAsOf.rawValue,
  ]
}
