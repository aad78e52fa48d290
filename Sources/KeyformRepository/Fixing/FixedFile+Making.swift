internal import KeyformCore
internal import KeyformYAML

extension FixedFile {
  /// Nil where there is nothing to fix, or what is there cannot be changed safely.
  init?(_ file: SourceFile, isProject: Bool, _ scope: FixScope, _ spelling: RightSpelling) {
    guard let tree = NodeTree(file.bytes) else { return nil }
    var walk = FixScanner(file.bytes, scope, spelling)
    if isProject { walk.project(tree.root) } else { walk.sections(tree.root) }
    let found = walk.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard !found.isEmpty,
      let after = Patch.applying(found.map { .replace($0.range, $0.written) }, to: file.bytes),
      FixProof.holds(before: tree, after: after, found)
    else { return nil }
    path = file.path
    before = file.bytes
    self.after = after
    fixes = Self.fixes(found, in: file)
    replacements = found.map { ($0.range, Array($0.written.utf8)) }
  }

  private static func fixes(_ found: [FoundSpelling], in file: SourceFile) -> [Fix] {
    let offsets = Set(found.flatMap { [$0.range.lowerBound, $0.owner] }).sorted()
    let marks = SourceText(file.bytes).marks(atOffsets: offsets)
    let places = Dictionary(
      zip(offsets, marks).map { offset, mark in
        (offset, FileLocation(file: file.path, line: Int(mark.line), column: Int(mark.column)))
      }, uniquingKeysWith: { first, _ in first })
    return found.compactMap { one in
      guard let place = places[one.range.lowerBound], let owner = places[one.owner] else {
        return nil
      }
      return Fix(
        place: place, address: one.spot.address, field: one.field, from: one.from, to: one.to,
        state: one.subject == .fieldName ? .onRequest : .possible, cures: one.subject.cures,
        places: place == owner ? [place] : [place, owner])
    }
  }
}

/// That an edit changed what it says and nothing else: the file read again has the same nodes, and
/// their texts differ where one was fixed.
enum FixProof {
  static func holds(before: NodeTree, after: [UInt8], _ found: [FoundSpelling]) -> Bool {
    guard let tree = NodeTree(after) else { return false }
    let wanted = Dictionary(
      found.map { ($0.range.lowerBound, $0.to) }, uniquingKeysWith: { first, _ in first })
    return isSame(before.root, tree.root, wanted)
  }

  // The reader's depth limit bounds the recursion.
  private static func isSame(
    _ before: NodeTree.Node, _ after: NodeTree.Node, _ wanted: [Int: String]
  ) -> Bool {
    switch (before.content, after.content) {
    case (.scalar(let text), .scalar(let now)):
      // An empty value lies where the next one may begin.
      return now == (before.range.isEmpty ? text : wanted[before.range.lowerBound] ?? text)
    case (.sequence(let items), .sequence(let now)):
      return items.count == now.count && zip(items, now).allSatisfy { isSame($0, $1, wanted) }
    case (.mapping(let pairs), .mapping(let now)):
      return pairs.count == now.count
        && zip(pairs, now).allSatisfy {
          isSame($0.key, $1.key, wanted) && isSame($0.value, $1.value, wanted)
        }
    default: return false
    }
  }
}
