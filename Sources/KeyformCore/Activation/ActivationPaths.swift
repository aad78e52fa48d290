/// The ways in which a deployment's machines may activate one product.
package struct ActivationPaths: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A GVLK at a KMS host.
  package static let kms = ActivationPaths(rawValue: 1)
  /// A GVLK at an activation object of Active Directory.
  package static let directory = ActivationPaths(rawValue: 2)
  package static let mak = ActivationPaths(rawValue: 4)
  /// A guest key, by the Hyper-V host.
  package static let avma = ActivationPaths(rawValue: 8)
  package static let retail = ActivationPaths(rawValue: 16)
  package static let oem = ActivationPaths(rawValue: 32)
  /// A GVLK that no host and no directory of the project covers: no way at all.
  package static let unserved = ActivationPaths(rawValue: 64)
  /// A GVLK whose licence comes from a smart card: no host and no directory is asked.
  package static let token = ActivationPaths(rawValue: 128)

  /// Whether machines can activate by it.
  package var isWay: Bool { !subtracting(.unserved).isEmpty }

  /// For programs and for people, in a fixed order.
  private static let names: [(path: ActivationPaths, word: String, text: String)] = [
    (.kms, "kms", "KMS"), (.directory, "active-directory", "Active Directory"),
    (.mak, "mak", "MAK"), (.avma, "avma", "AVMA"), (.retail, "retail", "a retail key"),
    (.oem, "oem", "an OEM key"), (.token, "token", "a smart card"),
    (.unserved, "unserved", "a GVLK that nothing answers"),
  ]

  package static let words = names.map(\.word)

  package var words: [String] { Self.names.filter { contains($0.path) }.map(\.word) }

  /// Such as `KMS or Active Directory`; `no key` where there is none.
  package var text: String {
    isEmpty
      ? "no key" : Self.names.filter { contains($0.path) }.map(\.text).joined(separator: " or ")
  }

  package init?(word: String) {
    guard let name = Self.names.first(where: { $0.word == word }) else { return nil }
    self = name.path
  }

  /// Of a key that activates; empty for kinds that do not activate the product they are for. A
  /// GVLK depends on who serves it.
  init(_ kind: KeyKind?) {
    self =
      switch kind {
      case .mak: .mak
      case .avma: .avma
      case .retail: .retail
      case .oem: .oem
      case .gvlk, .csvlk, .esuMAK, .setupDefault, nil: []
      }
  }
}
