internal import KeyformCore
internal import KeyformYAML

/// How a file writes what a target holds in canonical form.
struct WrittenSpelling {
  private let root: NodeTree.Node?
  private let project: String
  private let catalog: ReferenceCatalog

  init(_ bytes: [UInt8], project: String, catalog: ReferenceCatalog) {
    root = NodeTree(bytes)?.root
    self.project = project
    self.catalog = catalog
  }

  func holds(_ path: [String]) -> Bool { node(path) != nil }

  func isUnknown(_ material: KeyMaterial) -> Bool { catalog.publicKey(material) == nil }

  /// Whether a text holds something shaped like a key that is not known to be public.
  func holdsUnknownKey(_ text: String) -> Bool {
    KeyShape.holdsKey(text) { !isUnknown($0) }
  }

  /// The path of a binding in short form; nil where its deployment does not hold it in this file.
  func shortForm(of binding: Binding) -> [String]? {
    let keys = ["deployments", binding.deployment, "keys"]
    guard case .mapping(let pairs)? = node(keys)?.content else { return nil }
    let name = pairs.compactMap(\.key.text)
      .first { KeyReference($0).seen(from: project) == binding.key }
    return name.map { keys + [$0] }
  }

  /// `texts` with the file's own words, such as aliases of products, for those that it holds.
  func spelled(_ texts: [String], at path: [String], _ field: String) -> [String] {
    guard let content = node(path)?.content else { return texts }
    let written: [String] =
      switch content {
      case .sequence(let items): items.compactMap(\.text)
      case .scalar(let text): [text]
      case .mapping: []
      }
    let own = Dictionary(
      written.map { (canonical($0, field), $0) }, uniquingKeysWith: { first, _ in first })
    return texts.map { own[$0] ?? $0 }
  }

  private func canonical(_ text: String, _ field: String) -> String {
    switch field {
    case "architecture", "architectures": return WrittenArchitecture(text).text
    case "hostKey": return KeyReference(text).seen(from: project).description
    case "products", "image", "office":
      if case .known(let id, _) = catalog.resolve(text) { return id.text }
      return text
    default: return text
    }
  }

  private func node(_ path: [String]) -> NodeTree.Node? {
    var node = root
    for step in path { node = node?[step]?.value }
    return node
  }
}
