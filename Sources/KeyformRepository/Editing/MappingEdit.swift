internal import KeyformYAML

/// Sets, adds and removes the fields of one mapping.
struct MappingEdit {
  private let node: NodeTree.Node
  private let pairs: [NodeTree.Pair]
  private let elements: Elements
  private let layout: TextLayout

  init(_ node: NodeTree.Node, _ layout: TextLayout) throws(EditRefusal) {
    guard case .mapping(let pairs) = node.content else { throw .layout }
    self.node = node
    self.pairs = pairs
    self.layout = layout
    elements = Elements(
      node,
      pairs.map {
        $0.key.range.lowerBound..<max($0.value.range.upperBound, $0.key.range.upperBound)
      }, marker: "", layout)
  }

  private var place: YAMLScalar.Place { elements.place }

  /// A field that comes stands in front of another one where `next` names it, else behind all.
  func setting(
    _ name: String, to value: FieldEdit.Value, before next: String? = nil
  ) throws(EditRefusal) -> [Patch] {
    guard let index = pairs.firstIndex(where: { $0.key.text == name }) else {
      if value == .absent { return [] }
      let member = "\(YAMLScalar.written(name, in: place)): \(written(value))"
      return next == nil ? try elements.adding([member]) : [try adding(member, before: next)]
    }
    switch value {
    case .absent: return try removing([index])
    case .scalar(let scalar): return try replacing(pairs[index].value, with: scalar)
    case .list(let items): return try setting(items, inOrder: true, at: pairs[index].value)
    case .set(let items): return try setting(items, inOrder: false, at: pairs[index].value)
    case .map(let members): return try setting(members, at: pairs[index].value)
    }
  }

  private func replacing(
    _ old: NodeTree.Node, with scalar: EditedScalar
  ) throws(EditRefusal) -> [Patch] {
    guard old.text != nil else { throw .layout }
    guard old.range.isEmpty else {
      let text = scalar.written(in: place, insteadOf: layout.bytes[old.range])
      return [.replace(old.range, text)]
    }
    return try filling(old, with: scalar.written(in: place))
  }

  /// A field that is written without a value: it is due behind the colon.
  private func filling(_ old: NodeTree.Node, with text: String) throws(EditRefusal) -> [Patch] {
    let place = old.range.lowerBound
    guard place > 0, layout.bytes[place - 1] == UInt8(ascii: ":") else { throw .layout }
    return [.insert(" " + text, at: place)]
  }

  private func setting(
    _ items: [EditedScalar], inOrder: Bool, at old: NodeTree.Node
  ) throws(EditRefusal) -> [Patch] {
    switch old.content {
    case .sequence: return try ListEdit(old, layout).setting(items, inOrder: inOrder)
    case .mapping: throw .layout
    case .scalar:
      if items.count == 1 { return try replacing(old, with: items[0]) }
      let text = written(.list(items))
      return old.range.isEmpty ? try filling(old, with: text) : [.replace(old.range, text)]
    }
  }

  private func setting(
    _ members: [FieldEdit.Member], at old: NodeTree.Node
  ) throws(EditRefusal) -> [Patch] {
    switch old.content {
    case .sequence: throw .layout
    case .scalar:
      let text = written(.map(members))
      return old.range.isEmpty ? try filling(old, with: text) : [.replace(old.range, text)]
    case .mapping: return try MappingEdit(old, layout).becoming(members)
    }
  }

  /// Exactly these members. One that goes makes place for one that comes.
  private func becoming(_ members: [FieldEdit.Member]) throws(EditRefusal) -> [Patch] {
    var patches: [Patch] = []
    var coming = members.filter { node[$0.name] == nil }[...]
    var going: [Int] = []
    for (index, pair) in pairs.enumerated() {
      guard let member = members.first(where: { $0.name == pair.key.text }) else {
        going.append(index)
        continue
      }
      if pair.value.text != member.value.text {
        patches += try replacing(pair.value, with: member.value)
      }
    }
    while let index = going.first, let member = coming.first, !pairs[index].value.range.isEmpty {
      let key = pairs[index].key.range
      patches.append(.replace(key, YAMLScalar.written(member.name, in: place)))
      patches += try replacing(pairs[index].value, with: member.value)
      going.removeFirst()
      coming.removeFirst()
    }
    if !going.isEmpty { patches += try removing(going) }
    let added = coming.map { Self.written($0, in: place) }
    return added.isEmpty ? patches : patches + (try elements.adding(added))
  }

  private func removing(_ indexes: [Int]) throws(EditRefusal) -> [Patch] {
    guard indexes.count < pairs.count else {
      throw EditRefusal("nothing would be left around it")
    }
    return try elements.removing(indexes)
  }

  /// In front of a field, as that one is written.
  private func adding(_ member: String, before name: String?) throws(EditRefusal) -> Patch {
    guard let next = pairs.first(where: { $0.key.text == name })?.key.range.lowerBound else {
      throw .layout
    }
    if place == .flow { return .insert(member + ", ", at: next) }
    let indentation = layout.lead(to: next)
    guard indentation.allSatisfy({ $0 == " " }) else { throw .layout }
    return .insert(
      indentation + member + layout.lineBreak(at: next), at: layout.startOfLine(at: next))
  }

  /// On one line, which fits every style around it.
  private func written(_ value: FieldEdit.Value) -> String {
    switch value {
    case .scalar(let scalar): return scalar.written(in: place)
    case .list(let items), .set(let items):
      return "[" + items.map { $0.written(in: .flow) }.joined(separator: ", ") + "]"
    case .map(let members):
      return "{" + members.map { Self.written($0, in: .flow) }.joined(separator: ", ") + "}"
    case .absent: return ""
    }
  }

  private static func written(_ member: FieldEdit.Member, in place: YAMLScalar.Place) -> String {
    "\(YAMLScalar.written(member.name, in: place)): \(member.value.written(in: place))"
  }
}
