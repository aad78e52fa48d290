internal import KeyformCore
internal import KeyformYAML

/// Names of fields that are written wrong, with the ones that they can only mean.
enum FieldNames {
  /// By name as written. None becomes a field that is there already, none that another one could
  /// mean as well, none whose value has another shape.
  static func fixed(_ pairs: [NodeTree.Pair], _ specs: [FieldSpec]) -> [String: String] {
    // Nearly every mapping: its names are right.
    let isRight = pairs.allSatisfy { pair in specs.contains { $0.name == pair.key.text } }
    if isRight { return [:] }
    let known = specs.map(\.name)
    let written = pairs.compactMap(\.key.text)
    let offered = specs.filter { !$0.isLater && !written.contains($0.name) }.map(\.name)
    var meant: [String: [String]] = [:]
    for pair in pairs {
      guard let name = pair.key.text, !known.contains(name), !name.hasPrefix("x-"),
        let near = nearest(name, offered, known),
        let spec = specs.first(where: { $0.name == near }), spec.type.fits(pair.value.content)
      else { continue }
      meant[near, default: []].append(name)
    }
    var fixed: [String: String] = [:]
    for (name, names) in meant where names.count == 1 { fixed[names[0]] = name }
    return fixed
  }

  /// The name that is nearest of all. One that differs in case, dashes and blanks alone is no
  /// guess; of others none may be as near, not even one that is written already.
  private static func nearest(_ name: String, _ offered: [String], _ known: [String]) -> String? {
    let near =
      WordSpelling.reading(name, among: known) ?? SpellingSuggestion.only(for: name, in: known)
    return near.flatMap { offered.contains($0) ? $0 : nil }
  }
}

extension FieldType {
  /// Whether a value has the shape that the field takes.
  func fits(_ content: NodeTree.Content) -> Bool {
    switch self {
    case .text, .pattern, .count, .quantity, .date, .flag, .word: content.isScalar
    case .list: content.isSequence
    case .oneOrList: content.isScalar || content.isSequence
    case .fields, .map, .extensible: content.isMapping
    case .either(let one, let other): one.fits(content) || other.fits(content)
    case .orEmpty(let type): type.fits(content)
    }
  }
}

extension NodeTree.Content {
  fileprivate var isScalar: Bool { if case .scalar = self { true } else { false } }
  fileprivate var isSequence: Bool { if case .sequence = self { true } else { false } }
  fileprivate var isMapping: Bool { if case .mapping = self { true } else { false } }
}
