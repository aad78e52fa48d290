import KeyformCore

/// What suites about the journal are made of: rows, changes of them, and what was applied when.
protocol JournalFixture {}

extension JournalFixture {
  func host(_ name: String, port: Int, title: String? = nil) -> Entity {
    var host = KMSHost(name: name)
    host.fqdn = "kms.contoso.example"
    host.port = port
    host.annotations.title = title
    return .host(Entry(host, origin: .none))
  }

  func secret(_ text: String?, in variable: String? = nil) -> Entity {
    var key = ProductKey(name: "k")
    key.keyKind = .mak
    if let material = text.flatMap({ KeyMaterial(canonical: $0) }) {
      key.tail = material.tail
      key.check = KeyCheck(of: material)
    }
    return .key(Entry(key, origin: .none, secret: variable.map { .environment($0) }))
  }

  func update(_ from: Entity, _ to: Entity) -> Change { Change(.update(from: from, to: to)) }

  func records(_ changes: [(changeSet: Int, change: Change)]) -> [JournalRecord] {
    changes.map { changeSet, change in
      let item = JournalItem(change)
      return JournalRecord(
        changeSet: changeSet, ordinal: 1, action: change.action.rawValue, address: change.address,
        before: item.before.map { String(decoding: $0, as: UTF8.self) },
        after: item.after.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  /// Such as `["port"] takes back 2`.
  func words(_ row: RowOrigin, namesChangeSet: Bool = true) -> String {
    func of(_ word: String, _ changeSet: Int?) -> String {
      "\(row.fields) \(word)" + (namesChangeSet ? " \(changeSet ?? 0)" : "")
    }
    return switch row.origin {
    case .takesBack(let source): of("takes back", source.writer.changeSet)
    case .drift(let writer): of(namesChangeSet ? "drift after" : "drift", writer?.changeSet)
    case .unknown(let source): of("unknown", source.writer.changeSet)
    case .thisChange: "\(row.fields) own"
    case .waiting: "\(row.fields) waiting"
    }
  }

  static func writer(_ changeSet: Int) -> LastWriter {
    LastWriter(
      changeSet: changeSet, appliedAt: "2026-11-21T10:00:00Z", operatorName: "anna",
      databaseRole: nil)
  }

  static func source(
    _ changeSet: Int, _ place: JudgedSource.Place?, undoOf: Int? = nil
  ) -> JudgedSource {
    JudgedSource(
      ChangeSetSource(writer: writer(changeSet), commit: "c", undoOf: undoOf), place)
  }
}
