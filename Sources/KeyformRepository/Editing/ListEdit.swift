internal import KeyformYAML

/// Changes the elements of a list, in brackets or with dashes.
struct ListEdit {
  private let node: NodeTree.Node
  private let items: [NodeTree.Node]
  private let layout: Layout

  init(_ node: NodeTree.Node, _ layout: Layout) throws(EditRefusal) {
    guard case .sequence(let items) = node.content else { throw .layout }
    self.node = node
    self.items = items
    self.layout = layout
  }

  /// `wanted` holds at least one element.
  func setting(_ wanted: [EditedScalar], inOrder: Bool) throws(EditRefusal) -> [Patch] {
    var replaced: [(Int, EditedScalar)] = []
    var going: [Int] = []
    var coming: ArraySlice<EditedScalar>
    if inOrder {
      let common = min(items.count, wanted.count)
      replaced = (0..<common).filter { items[$0].text != wanted[$0].text }.map { ($0, wanted[$0]) }
      going = Array(common..<items.count)
      coming = wanted[common...]
    } else {
      let texts = Set(wanted.map(\.text))
      var seen = Set<String>()
      for (index, item) in items.enumerated() {
        if let text = item.text, texts.contains(text), seen.insert(text).inserted { continue }
        going.append(index)
      }
      coming = wanted.filter { !seen.contains($0.text) }[...]
      while let index = going.first, let scalar = coming.first {
        replaced.append((index, scalar))
        going.removeFirst()
        coming.removeFirst()
      }
    }
    var patches: [Patch] = []
    for (index, scalar) in replaced {
      let range = items[index].range
      guard items[index].text != nil, !range.isEmpty else { throw .layout }
      patches.append(
        .replace(range, scalar.written(in: place, insteadOf: layout.bytes[range])))
    }
    if !going.isEmpty { patches += try removing(going) }
    if !coming.isEmpty { patches += try adding(coming.map { $0.written(in: place) }) }
    return patches
  }

  private var place: YAMLScalar.Place { node.isFlow(in: layout.bytes) ? .flow : .block }

  private func removing(_ indexes: [Int]) throws(EditRefusal) -> [Patch] {
    if node.isFlow(in: layout.bytes) {
      return try FlowItems(node, items.map(\.range), layout).removing(indexes)
    }
    var patches: [Patch] = []
    for index in indexes {
      let range = items[index].range
      _ = try dash(before: range.lowerBound)
      guard layout.isRestOfLineFree(at: range.upperBound) else { throw .layout }
      patches.append(
        .remove(
          layout.startOfLine(at: range.lowerBound)..<layout.startOfNextLine(at: range.upperBound)))
    }
    return patches
  }

  private func adding(_ texts: [String]) throws(EditRefusal) -> [Patch] {
    if node.isFlow(in: layout.bytes) {
      return try FlowItems(node, items.map(\.range), layout).adding(texts)
    }
    guard let last = items.last, layout.isRestOfLineFree(at: last.range.upperBound) else {
      throw .layout
    }
    let dash = try dash(before: last.range.lowerBound)
    return [layout.insertingLines(texts.map { dash + $0 }, behind: last.range.upperBound)]
  }

  /// Blanks, a dash and blanks: all that may stand before an element on its line.
  private func dash(before place: Int) throws(EditRefusal) -> String {
    let lead = layout.lead(to: place)
    let marks = lead.filter { $0 != " " }
    guard marks == "-", lead.hasSuffix(" ") else { throw .layout }
    return lead
  }
}
