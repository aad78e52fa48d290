internal import KeyformYAML

/// Changes the elements of a list, in brackets or with dashes.
struct ListEdit {
  private let items: [NodeTree.Node]
  private let elements: Elements
  private let layout: TextLayout

  init(_ node: NodeTree.Node, _ layout: TextLayout) throws(EditRefusal) {
    guard case .sequence(let items) = node.content else { throw .layout }
    self.items = items
    self.layout = layout
    elements = Elements(node, items.map(\.range), marker: "-", layout)
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
        .replace(range, scalar.written(in: elements.place, insteadOf: layout.bytes[range])))
    }
    if !going.isEmpty { patches += try elements.removing(going) }
    if coming.isEmpty { return patches }
    return patches + (try elements.adding(coming.map { $0.written(in: elements.place) }))
  }
}
