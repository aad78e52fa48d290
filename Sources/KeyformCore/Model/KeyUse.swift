/// What a binding uses a key for: installation (the key Setup picks the image by), activation (the
/// key the installed system activates with), or both.
///
/// Source: Microsoft, answer file reference: `ProductKey` of Setup's UserData and of Shell-Setup.
package struct KeyUse: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let installation = KeyUse(rawValue: 1)
  package static let activation = KeyUse(rawValue: 2)

  /// The words of the file format, in their fixed order.
  package static let words = ["installation", "activation"]

  package init?(word: String) {
    switch word {
    case "installation": self = .installation
    case "activation": self = .activation
    default: return nil
    }
  }

  /// The words that are set, installation first.
  package var words: [String] {
    (contains(.installation) ? ["installation"] : [])
      + (contains(.activation) ? ["activation"] : [])
  }

  /// In the tables of keys and of bindings.
  static let columns = [
    FieldColumn(
      "for_installation", "1: for installation. Of a key: whether it may be; NULL: not said."),
    FieldColumn(
      "for_activation", "1: for activation. Of a key: whether it may be; NULL: not said."),
  ]
}
