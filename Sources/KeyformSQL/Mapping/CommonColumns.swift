internal import KeyformCore

// Columns and list items that several kinds have in the same form.

extension RowReader {
  /// A count and the day on which somebody read it.
  mutating func observation(
    _ recent: inout InternedWord<CalendarDate>
  ) throws(TargetError) -> Observation? {
    let count = try count()
    let day = try word(&recent, CalendarDate.init(_:))
    guard let count else {
      if day != nil { throw damaged("a day without its count") }
      return nil
    }
    return Observation(count: count, asOf: day)
  }

  /// `for_installation` and `for_activation`; nil where neither is said.
  mutating func use() throws(TargetError) -> KeyUse? {
    let installation = try flag()
    let activation = try flag()
    guard let installation, let activation else {
      if installation != nil || activation != nil { throw damaged("half a use") }
      return nil
    }
    var use: KeyUse = []
    if installation { use.insert(.installation) }
    if activation { use.insert(.activation) }
    return use
  }
}

extension RowBinder {
  mutating func observation(_ observation: Observation?) {
    count(observation?.count)
    date(observation?.asOf)
  }
}

extension Label {
  init(_ item: ListItem) { self.init(name: item.first, value: item.second) }
}

extension ListItem {
  init(_ label: Label) { self.init(label.name, label.value) }

  /// A key in `key_project` and `key_name`; `project` is the one that refers.
  init(_ key: KeyReference, from project: String) { self.init(key.project ?? project, key.name) }
}

extension KeyReference {
  /// The way back: a key of the project that refers has no project.
  init(project: String, name: String, from own: String) {
    self.init(project: project == own ? nil : project, name: name)
  }
}
