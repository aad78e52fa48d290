internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  func decodeHost(_ name: String, _ origin: Origin, _ mark: Mark, _ isPresent: Bool) {
    var host = KMSHost(name: name)
    var ignores: [Ignore] = []
    let schema = ResourceSchema.hosts
    var seen: UInt64 = 0
    while isPresent,
      let index = cursor.nextField(schema.list, seen: &seen, of: "a host")
    {
      guard let field = HostField(rawValue: index) else {
        if let common = CommonField(rawValue: index - schema.commonStart) {
          decodeCommon(common, &host.annotations, &ignores)
        }
        continue
      }
      switch field {
      case .fqdn: host.fqdn = text("fqdn", slot: 0) ?? ""
      case .hostKey: host.hostKeys = hostKeys()
      case .os: host.os = product(["os"], needsEdition: true)
      case .build: host.build = text("build", slot: 1)
      case .port: host.port = cursor.count("port") ?? host.port
      case .publishDNS: host.publishDNS = cursor.flag("publishDNS")
      case .activationInterval:
        host.activationInterval = cursor.count("activationInterval") ?? host.activationInterval
      case .renewalInterval:
        host.renewalInterval = cursor.count("renewalInterval") ?? host.renewalInterval
      case .licencePacks: host.licencePacks = licencePacks()
      case .activations: host.activations = cursor.count("activations")
      }
    }
    requireFields(schema, seen: seen, at: mark)
    contents.hosts.append(
      Entry(host, origin: origin, ignores: ignores, flaws: flaws, was: was))
  }

  func decodeDirectory(_ name: String, _ origin: Origin, _ mark: Mark, _ isPresent: Bool) {
    var directory = Directory(name: name)
    var ignores: [Ignore] = []
    let schema = ResourceSchema.directories
    var seen: UInt64 = 0
    while isPresent,
      let index = cursor.nextField(schema.list, seen: &seen, of: "a directory")
    {
      guard let field = DirectoryField(rawValue: index) else {
        if let common = CommonField(rawValue: index - schema.commonStart) {
          decodeCommon(common, &directory.annotations, &ignores)
        }
        continue
      }
      switch field {
      case .forest: directory.forest = text("forest", slot: 0) ?? ""
      case .hostKey: directory.hostKeys = hostKeys()
      }
    }
    requireFields(schema, seen: seen, at: mark)
    contents.directories.append(
      Entry(directory, origin: origin, ignores: ignores, flaws: flaws, was: was))
  }

  /// One name or a list, sorted.
  private func hostKeys() -> [KeyReference] {
    var keys: [KeyReference] = []
    cursor.oneOrList("hostKey") { _ in
      if let key = reference("hostKey") { keys.append(key) }
    }
    return keys.count > 1 ? Array(Set(keys)).sorted() : keys
  }

  /// Slugs such as office-ltsc-2024: a target keeps the list in one column, joined by blanks.
  private func licencePacks() -> [String] {
    var packs: [String] = []
    cursor.list("licencePacks") { _ in
      guard let pack = cursor.text("licencePacks") else { return }
      if EntryName.isValid(pack) {
        packs.append(pack)
      } else {
        cursor.report(.badName, "`\(pack)` is no name of a licence pack", EntryName.rule)
      }
    }
    return Array(Set(packs)).sorted()
  }
}
