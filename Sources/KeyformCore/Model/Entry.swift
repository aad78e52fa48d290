/// An entity together with what is not state: where it was written, what it silences, where its
/// secret is.
///
/// An immutable box: a list of 150,000 is passed, sorted and compared by reference, which costs
/// one retain instead of one for each string in the value.
package final class Entry<Value: Managed>: Sendable {
  package let value: Value
  package let origin: EntryOrigin
  /// `ignore:` of the entry, sorted by rule.
  package let ignores: [Ignore]
  /// Where a key's secret is read from; nil for public keys and other kinds.
  package var secret: SecretReference? { particulars?.secret }
  /// Further places where a reader of the source finds a flaw in the value as written.
  package var flaws: EntryIssues? { particulars?.flawed?.flaws }
  /// The name that the entry had before (`was:`). Not state: a rename happens once, and what is
  /// left of the word in the file then means nothing.
  package var was: String? { particulars?.was }
  private let particulars: Particulars?

  package init(
    _ value: Value, origin: EntryOrigin, ignores: [Ignore] = [], secret: SecretReference? = nil,
    flaws: EntryIssues? = nil, was: String? = nil
  ) {
    self.value = value
    self.origin = origin
    self.ignores = ignores
    particulars =
      secret == nil && flaws == nil && was == nil
      ? nil : Particulars(secret: secret, flaws: flaws, was: was)
  }

  package var name: String { value.name }
  package var isProtected: Bool { value.annotations.isProtected }

  /// Whether both say the same at the same place of their files.
  package func isSame(as other: Entry) -> Bool {
    origin == other.origin && value == other.value && ignores == other.ignores
      && secret == other.secret && flaws == other.flaws && was == other.was
  }

  /// The same entry of a file that stands `count` places further on.
  package func moved(by count: Int32) -> Entry {
    Entry(
      value, origin: origin.moved(by: count), ignores: ignores, secret: secret, flaws: flaws,
      was: was)
  }

  /// The same entry silenced otherwise.
  package func silenced(by ignores: [Ignore]) -> Entry {
    Entry(value, origin: origin, ignores: ignores, secret: secret, flaws: flaws, was: was)
  }

  /// The same entry with another value.
  package func with(_ value: Value) -> Entry {
    Entry(
      value, origin: origin, ignores: ignores, secret: secret, flaws: flaws, was: was)
  }
}

/// What no row has and few entries: apart, so that it does not count in the size of all.
private final class Particulars: Sendable {
  let secret: SecretReference?
  let flawed: Flawed?
  let was: String?

  init(secret: SecretReference?, flaws: EntryIssues?, was: String?) {
    self.secret = secret
    flawed = flaws.map { Flawed($0) }
    self.was = was
  }
}

/// Rarer still.
private final class Flawed: Sendable {
  let flaws: EntryIssues

  init(_ flaws: EntryIssues) { self.flaws = flaws }
}

/// What the value as written got wrong and the typed value cannot hold. Rare, hence apart.
package struct EntryIssues: Hashable, Sendable {
  /// `kind:` is written, but is no kind: reported as such, so rule KIND001 stays silent.
  package var kindIsMisstated = false
  /// A secret that stands in clear text in the file; rule SEC001 refuses it.
  package var writtenSecret: KeyMaterial?
  /// Why `value:` is no product key.
  package var value: KeyParseError?
  /// Whether `value:` was written in the file (not filled in from the catalogue).
  package var valueIsWritten = false
  /// Fields that hold something shaped like a key that is not in the catalogue, by path.
  package var keyShapedTexts: [[String]] = []
  /// Product references that the catalogue does not resolve.
  package var products: [ProductFlaw] = []

  package init() {}
}

/// A product reference that does not resolve, with what was likely meant.
package struct ProductFlaw: Hashable, Sendable {
  /// Path of the field below the entry.
  package let field: [String]
  package let written: String
  /// What is wrong, as a sentence.
  package let problem: String
  package let suggestion: String?

  package init(field: [String], written: String, problem: String, suggestion: String?) {
    self.field = field
    self.written = written
    self.problem = problem
    self.suggestion = suggestion
  }
}

/// One rule silenced on one entry, with the written reason that this needs.
package struct Ignore: Hashable, Sendable {
  package let rule: String
  package let reason: String?
  /// The last day on which it holds; nil: no end.
  package let until: CalendarDate?

  package init(rule: String, reason: String?, until: CalendarDate?) {
    self.rule = rule
    self.reason = reason
    self.until = until
  }
}

/// Where a secret key is read from. Not state: moving a secret changes nothing in the target.
package enum SecretReference: Hashable, Sendable {
  case environment(String)
  /// A file that holds the key alone; path relative to the repository's root.
  case file(String)
  /// A line `NAME=VALUE` of a file.
  case entry(file: String, name: String)
}
