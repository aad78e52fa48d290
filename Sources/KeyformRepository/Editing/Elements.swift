internal import KeyformYAML

/// The elements of a list or the pairs of a mapping: some are taken out, others come behind the
/// last. They stand between brackets, on one line or on many, or each on lines of its own.
struct Elements {
  private let bounds: Range<Int>
  private let items: [Range<Int>]
  /// What may stand before an element on its line besides blanks: a dash in a list.
  private let marker: String
  private let layout: TextLayout
  let place: YAMLScalar.Place

  init(_ node: NodeTree.Node, _ items: [Range<Int>], marker: String, _ layout: TextLayout) {
    bounds = node.range
    self.items = items
    self.marker = marker
    self.layout = layout
    place = node.isFlow(in: layout.bytes) ? .flow : .block
  }

  /// At least one stays.
  func removing(_ indexes: [Int]) throws(EditRefusal) -> [Patch] {
    if place == .flow { return try removingBetweenCommas(indexes) }
    var patches: [Patch] = []
    for item in indexes.map({ items[$0] }) {
      _ = try lead(to: item)
      guard layout.isRestOfLineFree(at: item.upperBound) else { throw .layout }
      patches.append(
        .remove(
          layout.startOfLine(at: item.lowerBound)..<layout.startOfNextLine(at: item.upperBound)))
    }
    return patches
  }

  /// As the first of them is written.
  func adding(_ texts: [String]) throws(EditRefusal) -> [Patch] {
    if place == .flow { return addingBetweenCommas(texts) }
    guard let first = items.first, let last = items.last,
      layout.isRestOfLineFree(at: last.upperBound)
    else { throw .layout }
    let lead = try lead(to: first)
    return [layout.insertingLines(texts.map { lead + $0 }, behind: last.upperBound)]
  }

  /// All that stands before an element on its line.
  private func lead(to item: Range<Int>) throws(EditRefusal) -> String {
    let lead = layout.lead(to: item.lowerBound)
    guard lead.filter({ $0 != " " }) == marker, marker.isEmpty || lead.hasSuffix(" ") else {
      throw .layout
    }
    return lead
  }

  /// Each goes with one comma.
  private func removingBetweenCommas(_ indexes: [Int]) throws(EditRefusal) -> [Patch] {
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

  /// On lines of their own where the last one has its own.
  private func addingBetweenCommas(_ texts: [String]) -> [Patch] {
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
