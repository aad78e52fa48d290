package import KeyformCore

/// A small inventory in which every field of every kind says something, and one entry of each kind
/// that says as little as may be.
package enum SampleInventory {
  package static let secret = SampleKeys.secret(1)
  package static let hostSecret = SampleKeys.secret(2)

  package static var full: Inventory {
    Inventory(
      keys: EntrySet(keys.map { Entry($0, origin: .none) }),
      deployments: EntrySet([laptops, Deployment.minimal].map { Entry($0, origin: .none) }),
      bindings: EntrySet(bindings.map { Entry($0, origin: .none) }),
      hosts: EntrySet([host, smallHost].map { Entry($0, origin: .none) }),
      directories: EntrySet([forest].map { Entry($0, origin: .none) }))
  }

  /// What an order for `full` has to hand over.
  package static var secrets: [String: KeyMaterial] {
    ["csvlk": hostSecret, "mak": secret]
  }

  /// `full` with one key changed.
  package static func changing(
    _ name: String, _ change: (inout ProductKey) -> Void
  ) -> Inventory {
    var inventory = full
    inventory.keys = EntrySet(
      inventory.keys.entries.map { entry in
        guard entry.name == name else { return entry }
        var key = entry.value
        change(&key)
        return Entry(key, origin: .none)
      })
    return inventory
  }

  private static var keys: [ProductKey] {
    var mak = ProductKey(name: "mak")
    mak.keyKind = .mak
    mak.state = .standby
    mak.products = [
      ProductID("windows-10/enterprise"), ProductID("windows-11/enterprise"),
    ]
    mak.tail = secret.tail
    mak.check = KeyCheck(of: secret)
    mak.quantity = .count(500)
    mak.remaining = Observation(count: 412, asOf: CalendarDate("2026-11-01"))
    mak.licences = 450
    mak.agreement = "V1234567"
    mak.use = [.activation]
    mak.architectures = [.known(.amd64), .unknown("mips")]
    mak.hosts = 6
    mak.sharedWith = ["site-*", "berlin"]
    mak.annotations = annotations("key")
    mak = mak.filled

    var gvlk = ProductKey(name: "gvlk")
    gvlk.keyKind = .gvlk
    gvlk.products = [ProductID("windows-11/enterprise")]
    gvlk.publicValue = SampleKeys.secret(3)

    var csvlk = ProductKey(name: "csvlk")
    csvlk.keyKind = .csvlk
    csvlk.products = [ProductID("windows-server-2025")]
    csvlk.tail = hostSecret.tail
    csvlk.check = KeyCheck(of: hostSecret)
    csvlk.quantity = .unlimited
    csvlk.use = []

    var retail = ProductKey(name: "retail")
    retail.keyKind = .retail
    retail.remaining = Observation(count: 0, asOf: nil)
    return [csvlk, gvlk, mak, retail]
  }

  private static var laptops: Deployment {
    var deployment = Deployment(name: "laptops")
    deployment.os = ProductID("windows-11/enterprise")
    deployment.release = "25H2"
    deployment.architectures = [.known(.amd64), .known(.arm64)]
    deployment.media = .volume
    deployment.image = [ProductID("windows-11/enterprise"), ProductID("windows-11/pro")]
    deployment.fromLicence = .kmsHost
    deployment.fromEdition = ProductID("windows-11/pro")
    deployment.machines = 320
    deployment.office = [ProductID("office-ltsc-2024/professional-plus")]
    deployment.servedBy = ["forest", "kms"]
    deployment.build = "26200.1"
    deployment.domainJoined = true
    deployment.forest = "contoso.example"
    deployment.activationType = .kms
    deployment.lookupDomain = "kms.contoso.example"
    deployment.hypervisor = "hyper-v"
    deployment.virtualizationHost = ProductID("windows-server-2025/datacenter")
    deployment.reimaged = false
    deployment.annotations = annotations("deployment")
    return deployment.filled
  }

  private static var bindings: [Binding] {
    var full = Binding(name: "laptops.mak")
    full.deployment = "laptops"
    full.key = KeyReference(name: "mak")
    full.use = [.installation, .activation]
    full.machines = 300
    full.activated = Observation(count: 120, asOf: CalendarDate("2026-11-10"))
    full.annotations = annotations("binding")
    full = full.filled
    var small = Binding(name: "laptops.gvlk")
    small.deployment = "laptops"
    small.key = KeyReference(name: "gvlk")
    small.use = [.installation]
    return [small, full]
  }

  private static var host: KMSHost {
    var host = KMSHost(name: "kms")
    host.fqdn = "kms01.contoso.example"
    host.hostKeys = [KeyReference(name: "csvlk")]
    host.os = ProductID("windows-server-2025/standard")
    host.build = "26100"
    host.port = 1689
    host.publishDNS = true
    host.activationInterval = 60
    host.renewalInterval = 20_000
    host.licencePacks = ["office-2021", "office-2024"]
    host.activations = 3
    host.annotations = annotations("host")
    return host.filled
  }

  private static var smallHost: KMSHost {
    var host = KMSHost(name: "kms-small")
    host.fqdn = "kms02.contoso.example"
    return host
  }

  private static var forest: Directory {
    var directory = Directory(name: "forest")
    directory.forest = "contoso.example"
    directory.hostKeys = [KeyReference(name: "csvlk"), KeyReference(name: "mak")]
    directory.annotations = annotations("directory")
    return directory.filled
  }

  private static func annotations(_ kind: String) -> Annotations {
    var annotations = Annotations()
    annotations.title = "Der große \(kind) “\u{1F600}”"
    annotations.owner = ""
    annotations.note = "two\nlines; '); DROP TABLE product_key; --"
    annotations.labels = [Label(name: "site", value: "a=b"), Label(name: "tier", value: "")]
    annotations.isProtected = true
    return annotations
  }
}

extension Managed {
  /// With something in every plain field that says nothing: one that is new needs no sample.
  fileprivate var filled: Self {
    var value = self
    for field in Self.fields where self[field] == .none {
      switch field.coding {
      case .text: _ = value.set(field, to: .text("\(field.name) äöü"))
      case .count(_, let minimum): _ = value.set(field, to: .count(minimum + 7))
      case .flag: _ = value.set(field, to: .flag(true))
      case .word(let words): _ = value.set(field, to: .text(words.all[0]))
      default: break
      }
    }
    return value
  }
}

extension Deployment {
  /// With what the table requires and nothing else.
  package static var minimal: Deployment {
    var deployment = Deployment(name: "minimal")
    deployment.os = ProductID("windows-11/pro")
    return deployment
  }
}
