internal import KeyformCore

/// Gathers the fields of an entry that say something.
struct FieldNodes {
  private(set) var fields: [YAMLNode.Field] = []

  mutating func add(_ name: String, _ node: YAMLNode) {
    fields.append(YAMLNode.Field(name: name, value: node))
  }

  mutating func add(_ name: String, word: String?) {
    if let word { add(name, .word(word)) }
  }

  mutating func add(_ name: String, text: String?) {
    if let text { add(name, .text(text)) }
  }

  mutating func add(_ name: String, count: Int?) { add(name, word: count.map { String($0) }) }

  mutating func add(_ name: String, count: Int, unless usual: Int) {
    if count != usual { add(name, count: count) }
  }

  mutating func add(_ name: String, flag: Bool?) {
    add(name, word: flag.map { $0 ? "true" : "false" })
  }

  mutating func add(_ name: String, texts: [String]) {
    if !texts.isEmpty { add(name, .list(texts.map(YAMLNode.text))) }
  }

  /// One stands for itself, several as a list.
  mutating func add(_ name: String, oneOrList texts: [String]) {
    if texts.count == 1 { add(name, text: texts[0]) } else { add(name, texts: texts) }
  }

  mutating func add(_ name: String, use: KeyUse?) {
    if let words = use?.words, !words.isEmpty { add(name, .list(words.map(YAMLNode.word))) }
  }

  mutating func add(_ name: String, parts: FieldNodes) {
    if !parts.fields.isEmpty { add(name, .mapping(parts.fields)) }
  }

  mutating func add(_ name: String, observation: Observation?) {
    var parts = FieldNodes()
    for part in ObservationField.allCases {
      let name = part.spec.name
      switch part {
      case .count: parts.add(name, count: observation?.count)
      case .asOf: parts.add(name, word: observation?.asOf?.description)
      }
    }
    add(name, parts: parts)
  }

  /// The fields that every entry has, behind its own.
  mutating func add<Value: Managed>(
    common annotations: Annotations, of entry: Entry<Value>, _ schema: ResourceSchema
  ) {
    for field in CommonField.allCases {
      let name = schema.fields[schema.commonStart + field.rawValue].name
      switch field {
      case .title: add(name, text: annotations.title)
      case .owner: add(name, text: annotations.owner)
      case .note: add(name, text: annotations.note)
      case .labels:
        var labels = FieldNodes()
        for label in annotations.labels { labels.add(label.name, text: label.value) }
        add(name, parts: labels)
      case .ignore: add(name, parts: Self.nodes(of: entry.ignores))
      case .protected: add(name, flag: annotations.isProtected ? true : nil)
      case .was: add(name, text: entry.was)
      case .notBefore, .retireOn: break
      }
    }
  }

  private static func nodes(of ignores: [Ignore]) -> FieldNodes {
    var rules = FieldNodes()
    for ignore in ignores {
      var parts = FieldNodes()
      for part in IgnoreField.allCases {
        let name = part.spec.name
        switch part {
        case .until: parts.add(name, word: ignore.until?.description)
        case .reason: parts.add(name, text: ignore.reason)
        }
      }
      rules.add(ignore.rule, parts: parts)
    }
    return rules
  }
}
