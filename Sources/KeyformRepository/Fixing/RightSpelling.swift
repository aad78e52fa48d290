internal import KeyformCore

/// The one right spelling of what a file says; nil where it is right already, or where it is not
/// clear what is meant.
struct RightSpelling {
  private let catalog: ReferenceCatalog
  let names: RightNames

  init(_ repository: LoadedRepository, _ scope: FixScope) {
    catalog = repository.catalog
    names = RightNames(repository, scope)
  }

  /// Of a text field; `spot` says what it holds.
  func text(_ text: String, _ subject: FixSubject, at spot: FixSite) -> String? {
    let right: String? =
      switch subject {
      case .keyForm: publicKey(text)
      case .product: product(text)
      case .architecture: architecture(text)
      case .release: release(text, of: spot.os)
      case .reference: names.reference(text, to: spot.referredKinds)
      case .name: EntryName.fixed(text)
      case .word, .flag, .count, .date, .fieldName: nil
      }
    return right == text ? nil : right
  }

  /// The canonical form of a key that the catalogue knows. Any other may be a secret under a wrong
  /// kind: it is not touched, and so never shown as a difference.
  private func publicKey(_ text: String) -> String? {
    guard let key = KeyReading(text).key, catalog.publicKey(key) != nil else { return nil }
    return key.reveal()
  }

  /// The id that an alias stands for.
  private func product(_ text: String) -> String? {
    switch catalog.resolve(text) {
    case .known(let id, wasAlias: true), .needsEdition(let id, wasAlias: true): id.text
    case .known, .needsEdition, .unknownProduct, .unknownEdition, .unknownRelease, .ambiguous: nil
    }
  }

  private func architecture(_ text: String) -> String? {
    let plain = Typography.plain(text)
    return (Architecture(written: plain) ?? Architecture(ofOtherTools: plain))?.rawValue
  }

  private func release(_ text: String, of os: String?) -> String? {
    guard let os, case .known(let id, _) = catalog.resolve(os) else { return nil }
    let releases = catalog.releases(of: id)
    return releases.contains(text) ? nil : WordSpelling.reading(text, among: releases)
  }
}

extension EntryName {
  /// The name that a text can only mean: its dashes plain, without blanks at its ends, in lower
  /// case. Nil where that is no name either, or it is one already.
  static func fixed(_ text: String) -> String? {
    guard !isValid(text), !isLikeKey(text) else { return nil }
    let plain = Typography.plain(text).lowercased()
    return isValid(plain) && !isLikeKey(plain) ? plain : nil
  }
}
