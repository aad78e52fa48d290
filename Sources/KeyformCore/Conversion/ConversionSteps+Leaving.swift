// What the machines leave behind: the former licence and edition.

extension ConversionSteps {
  var leaving: [ConversionStep] {
    switch deployment.fromLicence {
    case .kmsHost: formerHost
    case .mak:
      [
        ConversionStep(
          """
          The new key replaces the MAK without asking. The activation that it used is not given \
          back: keep the MAK's entry, with `state: retired`.
          """)
      ]
    case .retail:
      [
        ConversionStep("Remove the retail key. \(baseLicence)", "slmgr /upk"),
        ConversionStep(
          "Clear it from the registry, where other programs could read it.", "slmgr /cpky"),
      ]
    case .oem:
      [
        ConversionStep(
          "The key in the firmware stays there; the new key takes precedence. \(baseLicence)")
      ]
    case .evaluation, nil: []
    }
  }

  /// A volume licence of a client is an upgrade (0xC004F035 without what it upgrades).
  private var baseLicence: String {
    family == .client
      ? """
      Its licence stays with the machine: volume licences of Windows clients are upgrades and need \
      one below them (0xC004F035).
      """
      : "Its licence may be used elsewhere, as its terms allow."
  }

  private var formerHost: [ConversionStep] {
    let zone = service.domain.map { ".\($0)" } ?? ""
    return [
      ConversionStep("Stop the host from announcing itself in DNS.", "slmgr /cdns"),
      ConversionStep(
        """
        Delete its SRV record on the DNS server: nothing else does, and clients keep asking it. \
        The line must name the other hosts alone.
        """, "nslookup -type=srv _vlmcs._tcp\(zone)"),
      ConversionStep(
        """
        Remove the CSVLK, so that the machine stops serving others. Office host keys stay until \
        each is removed with its activation id: `slmgr /dlv all` lists them, `slmgr /upk ID` \
        removes one.
        """, "slmgr /upk"),
    ]
  }

  /// Comes last.
  var after: [ConversionStep] {
    guard deployment.fromLicence == .kmsHost else { return [] }
    return [
      ConversionStep(
        """
        Close TCP port 1688 on the machine, remove the Volume Activation Services role, and take \
        its host entry out of the repository. The activation that it used of the CSVLK stays used.
        """)
    ]
  }

  // MARK: - Edition

  /// Brings the machine to the edition of `os` and its key onto it.
  func edition(_ key: ProductKey) -> [ConversionStep] {
    guard let os = deployment.os else { return installing(key) }
    if deployment.fromLicence == .evaluation { return leavingEvaluation(key, os) }
    guard let edition = deployment.fromEdition, edition != os else { return installing(key) }
    guard let change = catalog.editionChange(from: edition, to: os) else {
      return [
        ConversionStep(
          """
          Reinstall the machines with \(os): the catalogue knows no change by key from \
          \(edition). Then go on below.
          """)
      ] + installing(key)
    }
    return changing(key, by: change)
  }

  private func changing(_ key: ProductKey, by change: EditionChange) -> [ConversionStep] {
    var text = "Change the edition from \(change.from) to \(change.to)."
    if let build = change.minimumBuild { text += " The machine needs build \(build) or later." }
    if change.isByHand { text += " Only by hand at the machine: management tools do not offer it." }
    return using(key) { value in
      var steps = [ConversionStep(text, "changepk.exe /ProductKey \(value)")]
      if change.needsRestart {
        steps.append(ConversionStep("Restart before going on.", "shutdown /r /t 0"))
      }
      let tail = key.tail.map { " other than \($0.text)" } ?? ""
      return steps + [
        ConversionStep(
          """
          The change has installed the key. Only where `slmgr /dlv` shows a partial product \
          key\(tail), install it again.
          """, "slmgr /ipk \(value)")
      ]
    }
  }

  /// A plain key install ends in 0xC004F069 (rule KIND008). DISM takes the public client key, so a
  /// MAK stays out of its log and follows by itself.
  private func leavingEvaluation(_ key: ProductKey, _ os: ProductID) -> [ConversionStep] {
    let name = catalog.facts(of: os)?.editionID ?? "EDITION"
    let caution =
      family == .server
      ? "A domain controller has to be demoted before."
      : "Not every evaluation of a client can be changed: where the edition is missing, reinstall."
    let list = ConversionStep(
      "List the editions that the evaluation can become; \(name) must be among them. \(caution)",
      "DISM /Online /Get-TargetEditions")
    let change = { (value: String) in
      [
        ConversionStep(
          "Change the evaluation into \(os). A plain key install would end in 0xC004F069.",
          "DISM /Online /Set-Edition:\(name) /ProductKey:\(value) /AcceptEula"),
        ConversionStep("Restart before going on, if DISM has not done so.", "shutdown /r /t 0"),
      ]
    }
    guard key.keyKind != .gvlk, let general = catalogKey() else {
      return [list] + using(key, change)
    }
    return [list] + change(general) + installing(key)
  }

  func installing(_ key: ProductKey) -> [ConversionStep] {
    using(key) { [ConversionStep("Install \(Self.title(key)).", "slmgr /ipk \($0)")] }
  }
}
