/// A processor architecture, by the names of answer files (`amd64`, not `x64`).
package enum Architecture: String, Sendable, CaseIterable, Comparable {
  case amd64, arm64, ia64, x86

  /// Accepts the names of rule ARCH006 in either case; nil for any other.
  package init?(written: String) {
    switch written.lowercased() {
    case "x64", "amd64": self = .amd64
    case "arm64": self = .arm64
    case "ia64": self = .ia64
    case "x86": self = .x86
    default: return nil
    }
  }

  /// What other tools call it, where that means one architecture alone; nil for any other name.
  package init?(ofOtherTools name: String) {
    switch Typography.plain(name).lowercased() {
    case "x86_64", "x86-64", "intel64", "em64t": self = .amd64
    case "i386", "i486", "i586", "i686", "ia32", "ia-32": self = .x86
    case "aarch64": self = .arm64
    case "itanium", "ia-64": self = .ia64
    default: return nil
    }
  }

  package static func < (left: Architecture, right: Architecture) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// An architecture as an entry names it: unknown names are kept for rule ARCH006.
package enum WrittenArchitecture: Hashable, Sendable, Comparable {
  case known(Architecture)
  case unknown(String)

  package init(_ written: String) {
    self = Architecture(written: written).map(Self.known) ?? .unknown(written)
  }

  package var text: String {
    switch self {
    case .known(let architecture): architecture.rawValue
    case .unknown(let name): name
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.text.isExactly(right.text) }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
