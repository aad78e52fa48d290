internal import KeyformYAML

/// The elements between the brackets of a `[a, b]` or `{a: 1, b: 2}`, on one line or on many.
struct FlowItems {
  private let bounds: Range<Int>
  private let items: [Range<Int>]
  private let layout: Layout

  init(_ node: NodeTree.Node, _ items: [Range<Int>], _ layout: Layout) {
    bounds = node.range
    self.items = items
    self.layout = layout
  }

  /// Takes elements out with one comma each; at least one stays.
  func removing(_ indexes: [Int]) throws(EditRefusal) -> [Patch] {
    let going = Set(indexes)
    guard let lastKept = items.indices.last(where: { !going.contains($0) }) else { throw .layout }
    let hasTrailingComma = comma(behind: items.count - 1) != nil
    var patches: [Patch] = []
    for index in indexes.sorted() {
      let item = items[index]
      if index < lastKept || hasTrailingComma {
        guard let comma = comma(behind: index) else { throw .layout }
        patches.append(.remove(layout.wholeLine(around: item.lowerBound..<comma + 1)))
        continue
      }
      // Behind the last that stays, each goes with the comma before it.
      guard let comma = comma(behind: index - 1) else { throw .layout }
      guard blanksBefore(item.lowerBound) > comma + 1 else {
        patches.append(.remove(comma..<item.upperBound))
        continue
      }
      patches.append(.remove(comma..<comma + 1))
      let whole = layout.wholeLine(around: item)
      patches.append(.remove(whole.lowerBound < item.lowerBound ? whole : item))
    }
    return patches
  }

  /// Puts elements behind the last one: on lines of their own where that one has its own.
  func adding(_ texts: [String]) throws(EditRefusal) -> [Patch] {
    guard let last = items.last else {
      return [.insert(texts.joined(separator: ", "), at: bounds.lowerBound + 1)]
    }
    let trailing = comma(behind: items.count - 1)
    let end = trailing.map { $0 + 1 } ?? last.upperBound
    let lead = layout.lead(to: last.lowerBound)
    let hasOwnLine = lead.allSatisfy { $0 == " " || $0 == "\t" }
    guard hasOwnLine, layout.isRestOfLineFree(at: end) else {
      return [.insert(texts.map { ", " + $0 }.joined(), at: last.upperBound)]
    }
    let lineBreak = layout.lineBreak(at: end)
    let lines = texts.map { lineBreak + lead + $0 }
    let lineEnd = layout.endOfLine(at: end)
    if trailing != nil { return [.insert(lines.map { $0 + "," }.joined(), at: lineEnd)] }
    let text = lines.joined(separator: ",")
    if lineEnd == end { return [.insert("," + text, at: end)] }
    return [.insert(",", at: end), .insert(text, at: lineEnd)]
  }

  private func comma(behind index: Int) -> Int? {
    let next = index + 1 < items.count ? items[index + 1].lowerBound : bounds.upperBound - 1
    guard let comma = layout.comma(from: items[index].upperBound), comma < next else { return nil }
    return comma
  }

  private func blanksBefore(_ place: Int) -> Int {
    var index = place
    while index > 0, layout.bytes[index - 1] == 0x20 || layout.bytes[index - 1] == 9 { index -= 1 }
    return index
  }
}
