/// The repository that a project was last applied from, held against the one that a plan comes
/// from.
package struct RepositoryComparison: Hashable, Sendable {
  /// The one of the last apply.
  package let before: RepositoryIdentity
  /// The one of the plan.
  package let after: RepositoryIdentity
  /// Whether the clone of the plan lacks older commits, and so the one that its history begins
  /// with.
  package let isShallow: Bool

  package init(before: RepositoryIdentity, after: RepositoryIdentity, isShallow: Bool) {
    self.before = before
    self.after = after
    self.isShallow = isShallow
  }

  /// Whether it does not rest on where they come from alone, which a mirror and a fork change.
  var hasComparedRoots: Bool { !before.roots.isEmpty && !after.roots.isEmpty }

  /// What a reviewer has to know where they are two, and what to do. Where first commits could not
  /// be compared it says so: the two may be one that is reached in another way.
  var shownAsOther: String {
    let fetch = isShallow && !before.roots.isEmpty ? ": shallow clone; fetch the whole history" : ""
    return """
      last applied from \(Self.shown(before)); this plan comes from \(Self.shown(after, fetch)). \
      Two repositories of one project delete each other's rows: unless this one takes the other's \
      place, give it another `project:`
      """
  }

  private static func shown(_ repository: RepositoryIdentity, _ why: String = "") -> String {
    guard repository.roots.isEmpty, repository.origin != nil else { return repository.shown }
    return "\(repository.shown) (first commit unknown\(why))"
  }

  /// The same where nobody can tell whether they are one.
  package var shownAsUnknown: String {
    let what =
      after.isUnknown
      ? "git does not say here which repository this plan comes from"
      : "this plan comes from \(after.shown), and nothing of the two can be compared"
    return """
      The project was last applied from \(before.shown). Whether that is the same repository is \
      not known: \(what)\(isShallow ? " (shallow clone; fetch the whole history)" : "").
      """
  }
}
