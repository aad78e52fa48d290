internal import KeyformCore
internal import KeyformYAML

/// Walks one file by the tables of its fields and gathers every scalar that has another right
/// spelling.
struct FixScanner {
  private let bytes: [UInt8]
  private let layout: TextLayout
  private let scope: FixScope
  private let right: RightSpelling
  private(set) var found: [FoundSpelling] = []

  init(_ bytes: [UInt8], _ scope: FixScope, _ right: RightSpelling) {
    self.bytes = bytes
    self.scope = scope
    self.right = right
    layout = TextLayout(bytes)
  }

  /// keyform.yaml.
  mutating func project(_ root: NodeTree.Node) {
    fields(root, ProjectField.list.specs, FixSite())
  }

  /// A resource file.
  mutating func sections(_ root: NodeTree.Node) {
    guard case .mapping(let pairs) = root.content else { return }
    let meant = meant(pairs, ResourceSection.specs)
    for pair in pairs {
      guard let name = fieldName(pair, meant, FixSite()),
        let section = ResourceSection.all.first(where: { $0.name == name })
      else { continue }
      switch section {
      case .entries(let schema): entries(pair.value, schema)
      case .waivers: each(pair.value) { $0.fields($1.value, WaiverField.list.specs, FixSite()) }
      }
    }
  }

  private mutating func each(
    _ node: NodeTree.Node, _ body: (inout FixScanner, NodeTree.Pair) -> Void
  ) {
    guard case .mapping(let pairs) = node.content else { return }
    for pair in pairs { body(&self, pair) }
  }

  private mutating func entries(_ section: NodeTree.Node, _ schema: ResourceSchema) {
    each(section) { walk, pair in
      guard let written = pair.key.text, !EntryName.isLikeKey(written) else { return }
      let fixed = walk.right.names.entry(schema.kind, written)
      var spot = FixSite(kind: schema.kind)
      spot.address = Address(schema.kind, fixed ?? written)
      if let fixed { walk.note(.name, pair.key, fixed, spot) }
      guard case .mapping(let pairs) = pair.value.content else { return }
      let meant = walk.meant(pairs, schema.fields)
      func value(_ field: String) -> String? {
        pairs.first { pair in
          pair.key.text.map { (meant[$0] ?? $0) == field } ?? false
        }?.value.text
      }
      let kinds = KeyKind.allCases.map(\.rawValue)
      let kind = value("kind").flatMap { WordSpelling.reading($0, among: kinds) }
      spot.isPublicKey = kind.flatMap { KeyKind(rawValue: $0) }?.isPublic ?? false
      spot.os = value("os")
      walk.fields(pair.value, schema.fields, spot)
    }
  }

  private func meant(_ pairs: [NodeTree.Pair], _ specs: [FieldSpec]) -> [String: String] {
    scope == .fieldNames ? FieldNames.fixed(pairs, specs) : [:]
  }

  private mutating func fields(_ node: NodeTree.Node, _ specs: [FieldSpec], _ spot: FixSite) {
    guard case .mapping(let pairs) = node.content else { return }
    let meant = meant(pairs, specs)
    for pair in pairs {
      guard let name = fieldName(pair, meant, spot),
        let spec = specs.first(where: { $0.name == name }), !spec.isLater
      else { continue }
      value(pair.value, spec.type, spot.inside(name), owner: pair.value)
    }
  }

  /// The right name of a field, noted where it is not the one written.
  private mutating func fieldName(
    _ pair: NodeTree.Pair, _ meant: [String: String], _ spot: FixSite
  ) -> String? {
    guard let written = pair.key.text else { return nil }
    guard let name = meant[written] else { return written }
    note(.fieldName, pair.key, name, spot.inside(name))
    return name
  }

  private mutating func value(
    _ node: NodeTree.Node, _ type: FieldType, _ spot: FixSite, owner: NodeTree.Node
  ) {
    switch type {
    case .list(let element, _): items(node, element, spot)
    case .oneOrList(let element):
      items(node, element, spot)
      scalar(node, element, spot, owner: owner)
    case .fields(let specs): fields(node, specs, spot)
    case .map(let names, let type): map(node, names, type, spot)
    case .extensible(let specs, let type):
      each(node) { walk, pair in
        guard let name = pair.key.text else { return }
        let spec = specs.first { $0.name == name }
        walk.value(pair.value, spec?.type ?? type, spot.inside(name), owner: pair.value)
      }
    case .either(let one, let other):
      value(node, one.fits(node.content) ? one : other, spot, owner: owner)
    case .orEmpty(let type): value(node, type, spot, owner: owner)
    case .text, .pattern, .count, .quantity, .date, .flag, .word:
      scalar(node, type, spot, owner: owner)
    }
  }

  /// No element becomes what another one is.
  private mutating func items(_ node: NodeTree.Node, _ type: FieldType, _ spot: FixSite) {
    guard case .sequence(let items) = node.content else { return }
    var taken = Set(items.compactMap(\.text))
    for item in items {
      guard let one = spelling(item, type, spot), taken.insert(one.to).inserted else { continue }
      note(one.subject, item, one.to, spot, owner: node, isBare: one.isBare)
    }
  }

  private mutating func map(
    _ node: NodeTree.Node, _ names: MapNames, _ type: FieldType, _ spot: FixSite
  ) {
    guard case .mapping(let pairs) = node.content else { return }
    var taken = Set(pairs.compactMap(\.key.text))
    for pair in pairs {
      guard let name = pair.key.text else { continue }
      guard let (subject, fixed) = mapName(name, names, spot), taken.insert(fixed).inserted else {
        value(pair.value, type, spot.inside(name), owner: pair.value)
        continue
      }
      let inside = spot.inside(fixed)
      note(subject, pair.key, fixed, inside)
      value(pair.value, type, inside, owner: pair.value)
    }
  }

  private func mapName(
    _ name: String, _ names: MapNames, _ spot: FixSite
  ) -> (FixSubject, String)? {
    switch names {
    case .references: return reference(name, spot.inside(name)).map { (.reference, $0) }
    case .words(let words):
      guard !words.contains(name) else { return nil }
      return WordSpelling.reading(name, among: words).map { (.word, $0) }
    // Of entries there are labels alone: names of targets stand on command lines.
    case .entries: return spot.path == ["labels"] ? EntryName.fixed(name).map { (.name, $0) } : nil
    case .any, .rules: return nil
    }
  }

  /// The short form of a binding is named after deployment and key.
  private func reference(_ name: String, _ spot: FixSite) -> String? {
    guard let fixed = right.text(name, .reference, at: spot), let owner = spot.address else {
      return nil
    }
    return right.names.has(.binding, "\(owner.name).\(fixed)") ? nil : fixed
  }

  private mutating func scalar(
    _ node: NodeTree.Node, _ type: FieldType, _ spot: FixSite, owner: NodeTree.Node
  ) {
    guard let one = spelling(node, type, spot) else { return }
    note(one.subject, node, one.to, spot, owner: owner, isBare: one.isBare)
  }

  private func spelling(
    _ node: NodeTree.Node, _ type: FieldType, _ spot: FixSite
  ) -> ScalarSpelling? {
    guard let text = node.text, !node.range.isEmpty else { return nil }
    if let meaning = spot.meaning {
      return right.text(text, meaning, at: spot).map { ScalarSpelling(meaning, $0) }
    }
    let isPlain = YAMLScalar.Style(of: bytes[node.range]) == .plain
    return ScalarSpelling(text, isPlain: isPlain, type)
  }

  private mutating func note(
    _ subject: FixSubject, _ node: NodeTree.Node, _ to: String, _ spot: FixSite,
    owner: NodeTree.Node? = nil, isBare: Bool = false
  ) {
    guard let from = node.text, !node.range.isEmpty, !holdsComment(node) else { return }
    let scalar = EditedScalar(to, isBare: isBare)
    found.append(
      FoundSpelling(
        subject: subject, spot: spot, range: node.range, owner: (owner ?? node).range.lowerBound,
        // What differs in its quotes alone is told with them.
        from: from == to ? String(decoding: bytes[node.range], as: UTF8.self) : from, to: to,
        written: scalar.written(in: .flow, insteadOf: bytes[node.range])))
  }

  /// A `|` or `>` may have a comment behind it, which would go with it.
  private func holdsComment(_ node: NodeTree.Node) -> Bool {
    let start = node.range.lowerBound
    guard bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">") else {
      return false
    }
    return bytes[start..<layout.endOfLine(at: start)].contains(UInt8(ascii: "#"))
  }
}
