import KeyformCore

/// A value for every field of every kind, in the shown form. A field that is added without one
/// here does not compile.
enum Samples {
  static func value(_ field: ProductKey.Field) -> FieldValue {
    switch field {
    case .kind: .text("mak")
    case .state: .text("standby")
    case .products: .list(["windows-10/enterprise", "windows-11/enterprise"])
    case .value: .text("W269N-WFGWX-YVC9B-4J6C9-T83GX")
    case .tail: .text("2YT43")
    case .check: .text("9f3")
    case .quantity: .count(500)
    case .remaining: .count(412)
    case .remainingAsOf: .text("2026-11-01")
    case .licences: .count(600)
    case .agreement: .text("V1234567")
    case .use: .list(["installation", "activation"])
    case .architectures: .list(["amd64", "sparc"])
    case .hosts: .count(6)
    case .sharedWith: .list(["berlin", "site-*"])
    case .protected: .flag(true)
    case .title, .owner, .note, .labels: annotation(field.rawValue)
    }
  }

  static func value(_ field: Deployment.Field) -> FieldValue {
    switch field {
    case .os: .text("windows-11/enterprise")
    case .release: .text("25H2")
    case .architectures: .list(["amd64"])
    case .media: .text("volume")
    case .image: .list(["windows-11/pro"])
    case .fromLicence: .text("kms-host")
    case .fromEdition: .text("windows-10/pro")
    case .machines: .count(320)
    case .office: .list(["office-ltsc-2024/professional-plus"])
    case .servedBy: .list(["kms-berlin", "kms-munich"])
    case .build: .text("26100.1742")
    case .domainJoined: .flag(true)
    case .forest: .text("contoso.example")
    case .activationType: .text("kms")
    case .lookupDomain: .text("kms.contoso.example")
    case .hypervisor: .text("hyper-v")
    case .virtualizationHost: .text("windows-server-2025/datacenter")
    case .reimaged: .flag(false)
    case .protected: .flag(true)
    case .title, .owner, .note, .labels: annotation(field.rawValue)
    }
  }

  static func value(_ field: Binding.Field) -> FieldValue {
    switch field {
    case .deployment: .text("berlin-laptops")
    case .key: .text("platform:win11-mak")
    case .use: .list(["activation"])
    case .machines: .count(300)
    case .activated: .count(120)
    case .activatedAsOf: .text("2026-11-10")
    case .protected: .flag(true)
    case .title, .owner, .note, .labels: annotation(field.rawValue)
    }
  }

  static func value(_ field: KMSHost.Field) -> FieldValue {
    switch field {
    case .fqdn: .text("kms01.contoso.example")
    case .hostKeys: .list(["csvlk-2025", "platform:csvlk-office"])
    case .os: .text("windows-server-2025/standard")
    case .build: .text("26100")
    case .port: .count(1689)
    case .publishDNS: .flag(false)
    case .activationInterval: .count(60)
    case .renewalInterval: .count(1440)
    case .licencePacks: .list(["office-ltsc-2024"])
    case .activations: .count(3)
    case .protected: .flag(true)
    case .title, .owner, .note, .labels: annotation(field.rawValue)
    }
  }

  static func value(_ field: Directory.Field) -> FieldValue {
    switch field {
    case .forest: .text("contoso.example")
    case .hostKeys: .list(["csvlk-2025"])
    case .protected: .flag(true)
    case .title, .owner, .note, .labels: annotation(field.rawValue)
    }
  }

  private static func annotation(_ field: String) -> FieldValue {
    field == "labels" ? .list(["cost=4711", "site=a=b"]) : .text("\(field) äöü\nsecond line")
  }

  static func key(_ name: String = "win11") throws -> ProductKey { try full(name) { value($0) } }
  static func deployment(_ name: String = "berlin") throws -> Deployment {
    try full(name) { value($0) }
  }
  static func binding(_ name: String = "licence") throws -> Binding { try full(name) { value($0) } }
  static func host(_ name: String = "kms") throws -> KMSHost { try full(name) { value($0) } }
  static func directory(_ name: String = "forest") throws -> Directory {
    try full(name) { value($0) }
  }

  /// An entry with every field set.
  static func full<Value: Managed>(
    _ name: String, _ value: (Value.Field) -> FieldValue
  ) throws -> Value {
    var made = Value(name: name)
    for field in Value.Field.allCases where !made.set(field, to: value(field)) {
      throw Refused(field: field.rawValue)
    }
    return made
  }

  struct Refused: Error { let field: String }
}

extension Entry {
  /// An entry that comes from no file.
  convenience init(stored value: Value) { self.init(value, origin: .none) }
}
