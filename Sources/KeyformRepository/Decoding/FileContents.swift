internal import KeyformCore

/// What one resource file holds, with every problem of its form.
struct FileContents: Sendable {
  var keys: [Entry<ProductKey>] = []
  var deployments: [Entry<Deployment>] = []
  var bindings: [Entry<Binding>] = []
  var hosts: [Entry<KMSHost>] = []
  var directories: [Entry<Directory>] = []
  var waivers: [Waiver] = []
  var diagnostics: [Diagnostic] = []

  /// Of entries.
  var count: Int {
    var counter = Counter(contents: self)
    EntityKind.visitAll(&counter)
    return counter.count
  }

  private struct Counter: EntriesVisitor {
    let contents: FileContents
    var count = 0

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      count += contents[keyPath: list].count
    }
  }
}

/// What is done with the entries of each kind, compiled for each. `list` is where a file has them.
protocol EntriesVisitor {
  associatedtype Failure: Error = Never

  mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) throws(Failure)
}

extension EntityKind {
  func visit<Visitor: EntriesVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    switch self {
    case .key: try visitor.visit(\.keys)
    case .deployment: try visitor.visit(\.deployments)
    case .binding: try visitor.visit(\.bindings)
    case .host: try visitor.visit(\.hosts)
    case .directory: try visitor.visit(\.directories)
    }
  }

  static func visitAll<Visitor: EntriesVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    for kind in allCases { try kind.visit(&visitor) }
  }
}
