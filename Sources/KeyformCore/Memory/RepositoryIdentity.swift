/// By what one repository is told from another: the commits that its history begins with, and where
/// it comes from. Neither is proof; both change only where somebody means it.
package struct RepositoryIdentity: Hashable, Sendable {
  /// Ids of commits without parents, sorted; empty where they are not known.
  package let roots: [String]
  package let origin: RepositoryOrigin?

  package init(roots: [String], origin: RepositoryOrigin?) {
    self.roots = roots
    self.origin = origin
  }

  package static let unknown = RepositoryIdentity(roots: [], origin: nil)

  /// A history with more beginnings is known by these.
  private static let mostRoots = 50

  /// A shallow clone ends at commits that only seem to have no parents.
  package init(_ source: SourceRevision?) {
    roots = source.map { $0.isShallow ? [] : Array($0.roots.prefix(Self.mostRoots)) } ?? []
    origin = source?.repository.flatMap { RepositoryOrigin($0) }
  }

  package var isUnknown: Bool { roots.isEmpty && origin == nil }

  /// Whether both are one repository: one mark that agrees is enough, as a forge moves and a clone
  /// has no origin. Nil where they have no mark in common that could be compared.
  package func agrees(with other: RepositoryIdentity) -> Bool? {
    let roots: Bool? =
      self.roots.isEmpty || other.roots.isEmpty
      ? nil : self.roots.contains(where: other.roots.contains)
    let origin: Bool? =
      if let mine = self.origin, let theirs = other.origin { mine == theirs } else { nil }
    if roots == true || origin == true { return true }
    return roots ?? origin
  }

  /// What is known after an apply from `next`: a mark that it lacks stays, unless it is another
  /// repository.
  func succeeded(by next: RepositoryIdentity) -> RepositoryIdentity {
    if agrees(with: next) == false { return next }
    return RepositoryIdentity(
      roots: next.roots.isEmpty ? roots : next.roots, origin: next.origin ?? origin)
  }

  /// For people: `git.contoso.example/team/keys (first commit 0f3a…)`.
  package var shown: String {
    let more = roots.count > 1 ? " and \(roots.count - 1) more" : ""
    let first = roots.first.map { "first commit \($0.prefix(12))\(more)" }
    switch (origin?.text, first) {
    case (let origin?, let first?): return "\(origin) (\(first))"
    case (let known?, nil), (nil, let known?): return known
    case (nil, nil): return "a repository that is not known"
    }
  }
}
