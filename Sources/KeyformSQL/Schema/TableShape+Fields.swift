internal import KeyformCore

extension Managed {
  /// The fields that stand in the kind's table, in the order of its columns: those that a later
  /// version brought behind the kind's others, then those that every kind has.
  static var storedFields: [EntryField<Self>] {
    func order(_ column: FieldColumn) -> (Int, Int) { (column.since, column.rank) }
    // By insertion: fields of one version and rank stay in their order.
    var own: [EntryField<Self>] = []
    for field in ownFields {
      guard let column = field.columns.first else { continue }
      let place = own.lastIndex { order($0.columns[0]) <= order(column) }
      own.insert(field, at: place.map { $0 + 1 } ?? 0)
    }
    return own + commonFields.filter { !$0.columns.isEmpty }
  }
}

extension TableShape {
  /// The table of a managed kind: project and name first, then its fields, at the end the change set
  /// that wrote the row last.
  init<Value: Managed>(
    entity name: String, of kind: Value.Type, references: [Reference] = []
  ) {
    self.init(
      name, key: [.project, .required("name")],
      Value.storedFields.flatMap(Column.columns) + [.integer("change_set")],
      references: references + [.changeSet("change_set")])
  }
}

extension TableShape.Column {
  /// The columns of a field.
  fileprivate static func columns<Value>(of field: EntryField<Value>) -> [Self] {
    func column(
      _ index: Int, _ kind: Kind, isRequired: Bool = field.isRequired, standard: String? = nil,
      isWithheld: Bool = false
    ) -> Self {
      let column = field.columns[index]
      return Self(
        name: column.name, kind: kind, isRequired: isRequired, standard: standard,
        since: column.since, isWithheld: isWithheld, meaning: column.meaning ?? field.meaning)
    }
    return switch field.coding {
    case .text, .requiredText, .release, .entryName, .product, .names, .patterns, .slugs,
      .observedOn, .tail, .check:
      [column(0, .text)]
    case .word(let words): [column(0, .text, isRequired: field.isRequired || words.usual != nil)]
    case .count, .flag, .observed: [column(0, .integer)]
    case .number: [column(0, .integer, isRequired: true)]
    // A column of a later version has to have a value.
    case .protection: [column(0, .integer, isRequired: true, standard: "0")]
    case .key: [column(0, .text), column(1, .text)]
    case .use, .requiredUse: [column(0, .integer), column(1, .integer)]
    case .value: [column(0, .text, isWithheld: true), column(1, .text, isWithheld: true)]
    case .quantity: [column(0, .integer), column(1, .integer, isRequired: true)]
    case .products, .architectures, .keys, .labels: []
    }
  }
}
