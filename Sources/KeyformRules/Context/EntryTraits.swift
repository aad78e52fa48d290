/// What an entry shows at a glance. A check may name the traits that it cannot do without, and need
/// not look for them itself; most entries then cost most rules nothing, as a bit is tested. With
/// 4,000 keys, deployments and bindings each, all of `validate` takes 8 % fewer instructions for it
/// (callgrind: 880 million, and 955 where every check runs on every entry).
///
/// A rule need not know any of this. One that looks at rare entries may name a trait that is there,
/// or bring one: a case here, and the line in `LintContext` that sets it.
package enum EntryTrait: UInt8, Sendable, CaseIterable {
  /// `ignore:` is written.
  case ignores
  /// The typed value cannot hold all that is written: see `EntryIssues`.
  case flaws
  /// An architecture is unknown.
  case unknownArchitecture
  /// An architecture does not exist for the product.
  case impossibleArchitecture

  // Keys.

  case noKind
  /// The value, written or read from its secret's source, is no product key.
  case flawedValue
  /// The value is known and holds an N.
  case marker
  /// The value is known and did not come from the catalogue.
  case ownValue
  case quantity
  case remaining
  /// The remaining count has no date, or one before those that CNT003 lets pass.
  case staleCount
  /// A count that CNT002 calls low.
  case lowCount
  /// The key states its uses.
  case use
  /// A secret key in use that lacks its owner or its agreement.
  case missingOwner
  /// The number of licences owned is recorded.
  case licences
  /// A product is of an edition without volume keys.
  case noVolumeKeys
  /// An AVMA key whose value the catalogue filled in.
  case filledGuestKey
  /// A product is an edition that stands in doubtful rows of the key table alone.
  case suspiciousProduct

  // Keys and bindings.

  /// A key of Extended Security Updates; of a binding too.
  case esuKey

  // Deployments.

  /// More than one binding is on it.
  case severalBindings
  /// Support of a product has ended, or ends within the time that LC002 looks ahead.
  case supportEnding
  /// A DNS domain to look for a KMS host in is written.
  case lookupDomain
  /// Evaluation media, or converted from an evaluation.
  case evaluation
  /// Converted from an edition.
  case formerEdition
  case deviceMedia
  /// An edition that is made for one market.
  case regional
  /// A long-term servicing release, with its build or the editions in the medium.
  case longTerm
  /// Says how Windows looks for its activation, or names what serves it.
  case activationPath
  /// Support has ended, and Extended Security Updates are to be had.
  case extendedPeriod
  /// Extended Security Updates are or were sold for the release, and something is bound.
  case extendable
  /// Something is bound, and the repository has a host or a directory.
  case served

  // Bindings. The key is known where a trait tells of it.

  case installation
  /// A GVLK or an AVMA key.
  case catalogueKey
  /// An AVMA key.
  case guestKey
  case hostKey
  /// The key limits uses or architectures.
  case limitedKey
  /// A MAK, on machines that are re-imaged often.
  case reimaged
  /// The key is not filed under what the deployment installs.
  case strangeKey
}

/// A set of traits; at most 64 fit.
struct EntryTraits: Sendable {
  private var bits: UInt64 = 0

  init(_ traits: [EntryTrait] = []) {
    for trait in traits { insert(trait) }
  }

  var isEmpty: Bool { bits == 0 }

  mutating func insert(_ trait: EntryTrait) { bits |= 1 << UInt64(trait.rawValue) }

  func contains(_ trait: EntryTrait) -> Bool { bits & 1 << UInt64(trait.rawValue) != 0 }

  func isDisjoint(with other: EntryTraits) -> Bool { bits & other.bits == 0 }
}
