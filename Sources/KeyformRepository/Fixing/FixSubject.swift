internal import KeyformCatalog
internal import KeyformCore

/// What a fixed scalar is, and which findings go with it.
enum FixSubject: CaseIterable {
  case keyForm, product, release, architecture, word, flag, count, date, name, reference, fieldName

  var cures: [String] { rules.map(\.rawValue) + (self == .architecture ? ["ARCH006"] : []) }

  private var rules: [StructureRule] {
    switch self {
    // Accepted as they are: fixing them takes no finding away.
    case .keyForm, .product: []
    case .architecture: []
    case .release, .word: [.unknownWord]
    case .flag: [.wrongType]
    case .count: [.badCount]
    case .date: [.badDate]
    case .name: [.badName]
    case .reference: [.unknownReference, .badName]
    case .fieldName: [.unknownField, .unknownSection]
    }
  }

  /// Every rule that some fix cures.
  static let cured = Set(allCases.flatMap(\.cures))
}

/// Where a scalar stands: in which entry and field.
struct FixSite {
  var kind: EntityKind?
  var address: Address?
  /// Names of fields below the entry, or below the file where there is none.
  var path: [String] = []
  /// Whether the entry is a key of a kind that Microsoft publishes.
  var isPublicKey = false
  /// `os` of a deployment.
  var os: String?

  func inside(_ field: String) -> FixSite {
    var spot = self
    spot.path.append(field)
    return spot
  }

  /// What a text field holds; nil for free text, which is never touched.
  var meaning: FixSubject? {
    switch (kind, path.joined(separator: ".")) {
    case (.key, "value"): isPublicKey ? .keyForm : nil
    case (.key, "products"), (.deployment, "os"), (.deployment, "image"), (.deployment, "office"),
      (.deployment, "from.edition"), (.deployment, "virtualization.host"), (.host, "os"):
      .product
    case (.key, "architectures"), (.deployment, "architecture"): .architecture
    case (.deployment, "release"): .release
    case (.binding, "key"), (.binding, "deployment"), (.host, "hostKey"), (.directory, "hostKey"),
      (.deployment, "servedBy"):
      .reference
    case (.host, "licencePacks"), (.some, "was"): .name
    default: nil
    }
  }

  /// Kinds of entry that a reference here can mean.
  var referredKinds: [EntityKind] {
    switch (kind, path.first) {
    case (.binding, "deployment"): [.deployment]
    case (.deployment, "servedBy"): [.host, .directory]
    default: [.key]
    }
  }
}

/// A scalar that is to be written anew.
struct FoundSpelling {
  let subject: FixSubject
  let spot: FixSite
  /// Of the scalar in the file.
  let range: Range<Int>
  /// Where the value of the field begins that holds it: the list, for an element.
  let owner: Int
  let from: String
  let to: String
  /// `to` in the style of the file.
  let written: String

  var field: String {
    switch subject {
    case .name where spot.path.isEmpty: "name"
    default: spot.path.joined(separator: ".")
    }
  }
}
