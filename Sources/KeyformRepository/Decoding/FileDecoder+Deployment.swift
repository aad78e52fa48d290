internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  func decodeDeployment(_ name: String, _ origin: Origin, _ mark: Mark, _ isPresent: Bool) {
    var deployment = Deployment(name: name)
    var ignores: [Ignore] = []
    let schema = ResourceSchema.deployments
    var seen: UInt64 = 0
    while isPresent,
      let index = cursor.nextField(schema.list, seen: &seen, of: "a deployment")
    {
      guard let field = DeploymentField(rawValue: index) else {
        if let common = CommonField(rawValue: index - schema.commonStart) {
          decodeCommon(common, &deployment.annotations, &ignores)
        }
        continue
      }
      switch field {
      case .os: deployment.os = product(["os"], needsEdition: true)
      case .release:
        releaseMark = cursor.reader.mark
        deployment.release = text("release", slot: 0)
      case .architecture:
        var texts: [String] = []
        cursor.oneOrList("architecture") { _ in
          if let text = cursor.text("architecture", reusing: memo.texts[1]) {
            memo.texts[1] = text
            texts.append(text)
          }
        }
        deployment.architectures = architectures(texts)
      case .media: deployment.media = cursor.word("media", Media.self)
      case .image: deployment.image = products("image", needsEdition: true)
      case .from: decodeConversion(&deployment)
      case .machines: deployment.machines = cursor.count("machines")
      case .office: deployment.office = products("office", needsEdition: true)
      case .keys: decodeShortBindings(name)
      case .servedBy: deployment.servedBy = Array(Set(cursor.texts("servedBy"))).sorted()
      case .build: deployment.build = text("build", slot: 2)
      case .domainJoined: deployment.domainJoined = cursor.flag("domainJoined")
      case .forest: deployment.forest = text("forest", slot: 3)
      case .activationType:
        deployment.activationType = cursor.word("activationType", ActivationType.self)
      case .lookupDomain: deployment.lookupDomain = text("lookupDomain", slot: 5)
      case .virtualization: decodeVirtualization(&deployment)
      case .reimaged: deployment.reimaged = cursor.flag("reimaged")
      }
    }
    requireFields(schema, seen: seen, at: mark)
    let isReleaseWritten =
      seen & 1 << UInt64(DeploymentField.release.rawValue) != 0
      || cursor.misspelt.contains("release")
    settleRelease(&deployment, isReleaseWritten, mark)
    contents.deployments.append(
      Entry(deployment, origin: origin, ignores: ignores, flaws: flaws, was: was))
  }

  private func decodeConversion(_ deployment: inout Deployment) {
    guard cursor.enterMapping("`from`") else { return }
    var seen: UInt64 = 0
    var licence: FormerLicence?
    var edition: ProductID?
    while let index = cursor.nextField(ResourceSchema.conversion, seen: &seen, of: "`from`"),
      let field = ConversionField(rawValue: index)
    {
      switch field {
      case .licence: licence = cursor.word("licence", FormerLicence.self)
      case .edition: edition = product(["from", "edition"], needsEdition: true)
      }
    }
    deployment.setConversion(licence: licence, edition: edition)
  }

  private func decodeVirtualization(_ deployment: inout Deployment) {
    guard cursor.enterMapping("`virtualization`") else { return }
    var seen: UInt64 = 0
    var hypervisor: String?
    var host: ProductID?
    while let index = cursor.nextField(
      ResourceSchema.virtualization, seen: &seen, of: "`virtualization`"),
      let field = VirtualizationField(rawValue: index)
    {
      switch field {
      case .hypervisor:
        hypervisor = text("hypervisor", slot: 4, path: ["virtualization", "hypervisor"])
      case .host: host = product(["virtualization", "host"], needsEdition: true)
      }
    }
    deployment.setVirtualization(hypervisor: hypervisor, host: host)
  }

  /// `keys: {NAME: [uses]}` is the short form of bindings named DEPLOYMENT.NAME.
  private func decodeShortBindings(_ deployment: String) {
    cursor.map("keys") { name, mark in
      guard let reference = keyReference(name, at: mark) else {
        cursor.skip()
        return
      }
      var binding = Binding(name: "\(deployment).\(reference.name)")
      binding.deployment = deployment
      binding.key = reference
      binding.use = cursor.use(name) ?? []
      contents.bindings.append(
        Entry(binding, origin: Origin(file: file, line: mark.line, column: mark.column)))
    }
  }

  /// A release behind the `@` of `os` counts as `release`; products with several support dates
  /// need one, and it must exist.
  private func settleRelease(
    _ deployment: inout Deployment, _ isReleaseWritten: Bool, _ mark: Mark
  ) {
    guard let os = deployment.os else { return }
    // Rollouts of one product and release follow each other.
    if os.slot >= 0, os == memo.settledProduct, let release = deployment.release,
      release == memo.settledRelease
    {
      return
    }
    if let named = os.release {
      if let release = deployment.release, release != named {
        cursor.report(
          .contradiction, at: releaseMark, "`os` and `release` name different releases",
          "Keep one of \(named) and \(release).")
      }
      deployment.release = named
      deployment.os = ProductID(String(os.text.prefix { $0 != "@" }), slot: os.slot)
    }
    guard os.slot >= 0 else { return }
    let releases = catalog.releases(of: os)
    if let release = deployment.release {
      guard !releases.isEmpty, !releases.contains(release) else {
        if deployment.os == os { (memo.settledProduct, memo.settledRelease) = (os, release) }
        return
      }
      let near = SpellingSuggestion.suggestion(for: release, in: releases)
      cursor.report(
        .unknownWord, at: deployment.os == os ? releaseMark : mark,
        "\(os.product) has no release `\(release)`"
          + (near.map { "; did you mean `\($0)`?" } ?? ""),
        "The catalogue knows \(releases.joined(separator: ", ")).")
    } else if releases.count > 1, !isReleaseWritten {
      cursor.report(
        .missingField, at: mark, "deployment lacks `release`",
        "\(os.product) has several support dates; write one of \(releases.joined(separator: ", "))."
      )
    }
  }
}
