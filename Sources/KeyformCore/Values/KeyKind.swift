/// The kinds of key. The kind decides secrecy, quota, allowed use and where a key is written.
///
/// Source: Microsoft, plan for volume activation (`volume-plan` of catalog/sources.yaml).
package enum KeyKind: String, Sendable, CaseIterable {
  /// Generic client setup key, published by Microsoft; activates against a KMS host or AD object.
  case gvlk
  /// Multiple activation key: counted, activates against Microsoft.
  case mak
  /// KMS host key, also the key of an AD activation object.
  case csvlk
  /// Generic guest key for virtual machines on an activated Hyper-V Datacenter host.
  case avma
  /// Add-on MAK for one year of Extended Security Updates.
  case esuMAK = "esu-mak"
  /// Per-copy key.
  case retail
  /// Key bound to a device maker's firmware.
  case oem
  /// Generic key that only picks the edition in Setup and never activates.
  case setupDefault = "setup-default"

  /// Published by Microsoft: shown in full, may stand in a tracked file.
  package var isPublic: Bool {
    switch self {
    case .gvlk, .avma, .setupDefault: true
    case .mak, .csvlk, .esuMAK, .retail, .oem: false
    }
  }
}

/// Whether rollouts may use a key.
package enum KeyState: String, Sendable, CaseIterable {
  case active, standby, retired, blocked
}

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
}

/// Activations that a key grants. "Unlimited" is a word, never 0, -1 or empty (rule CNT010).
package enum Quantity: Hashable, Sendable {
  case count(Int)
  case unlimited
  /// What was written instead of a count; rule CNT010 refuses it.
  case misstated(String)

  /// As fields show it.
  package init(written text: String) {
    if text == "unlimited" {
      self = .unlimited
    } else if let count = Int(text), String(count) == text {
      self = .count(count)
    } else {
      self = .misstated(text)
    }
  }
}
