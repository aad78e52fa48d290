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
