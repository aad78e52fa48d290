// What comes after the key: where to ask, the activation, the check; add-ons and Office.

extension ConversionSteps {
  /// A host that is not ready fails every machine.
  var readiness: [ConversionStep] {
    guard let host = service.hosts.first, let address = service.address else { return [] }
    let threshold = catalog.thresholds.map { family == .server ? $0.servers : $0.clients }
    let what = family == .server ? "servers" : "machines"
    let count = threshold.map { " It activates once \($0) \(what) have asked (0xC004F038 before)." }
    return [
      ConversionStep(
        "Make sure that \(address) answers before the first machine moves.\(count ?? "")",
        "powershell Test-NetConnection \(host.fqdn) -Port \(host.port)")
    ]
  }

  func activating(_ key: ProductKey) -> [ConversionStep] {
    switch key.keyKind {
    case .gvlk: asking + [activatingByService]
    case .mak:
      [
        ConversionStep(
          """
          Activate with Microsoft: each machine takes one activation of the key (0xC004C020: none \
          is left). Without internet use the phone, with `slmgr /dti` and `slmgr /atp`, or VAMT.
          """, "slmgr /ato")
      ]
    case .retail, .oem:
      [
        ConversionStep("Activate with Microsoft.", "slmgr /ato"),
        ConversionStep(
          "Clear the key from the registry; Windows does so by itself for volume keys alone.",
          "slmgr /cpky"),
      ]
    case .avma:
      [
        ConversionStep(
          """
          Activate: the Hyper-V host does it. It must be an activated Datacenter edition of the \
          same release or a newer one, with the integration service Data Exchange on.
          """, "slmgr /ato")
      ]
    case .csvlk, .esuMAK, .setupDefault, nil: [ConversionStep("Activate.", "slmgr /ato")]
    }
  }

  private var asking: [ConversionStep] {
    var steps: [ConversionStep] = []
    if let type = deployment.activationType {
      let number =
        switch type {
        case .all: 0
        case .ad: 1
        case .kms: 2
        case .token: 3
        }
      steps.append(
        ConversionStep(
          "Set the activation type to \(type.rawValue), as the deployment says.",
          "slmgr /act-type \(number)"))
    }
    if service.hosts.isEmpty, !service.directories.isEmpty { return steps }
    guard service.mustBeSet, let address = service.address else {
      steps.append(
        ConversionStep(
          "Forget a KMS host that was set by hand, so that DNS finds the organisation's own.",
          "slmgr /ckms"))
      if let domain = service.lookupDomain {
        steps.append(
          ConversionStep(
            """
            Let the machines look for a host in \(domain); it has no effect while one is set by hand \
            (/skms).
            """, "slmgr /skms-domain \(domain)"))
      }
      if service.mayBeMissed, let address = service.address {
        steps.append(
          ConversionStep(
            "DNS names further hosts. Only where the machines must not ask those, set theirs.",
            "slmgr /skms \(address)"))
      }
      return steps
    }
    return steps + [
      ConversionStep(
        "Set the KMS host by hand: the machines do not find it through DNS.",
        "slmgr /skms \(address)")
    ]
  }

  private var activatingByService: ConversionStep {
    let forests = service.directories.map(\.forest).joined(separator: ", ")
    let text =
      if service.directories.isEmpty {
        "Activate against the KMS host."
      } else if service.hosts.isEmpty {
        "Activate against the AD object in \(forests); the machine must be joined to it."
      } else {
        """
        Activate: against the AD object where the machine is joined to \(forests), else against the \
        KMS host.
        """
      }
    let codes = "0xC004F074: no host was reached; 0xC004F042: its CSVLK does not cover the product."
    return ConversionStep(service.hosts.isEmpty ? text : "\(text) \(codes)", "slmgr /ato")
  }

  func check(_ key: ProductKey) -> ConversionStep {
    let channel: String? =
      switch key.keyKind {
      case .gvlk: "Volume:GVLK"
      case .mak: "Volume:MAK"
      case .csvlk: "Volume:CSVLK"
      case .retail: "Retail"
      case .avma, .esuMAK, .oem, .setupDefault, nil: nil
      }
    let parts = [
      channel.map { "the channel is \($0)" }, key.tail.map { "the partial product key \($0.text)" },
      "the licence status Licensed",
    ].compactMap(\.self)
    return ConversionStep("Check: \(parts.joined(separator: ", ")).", "slmgr /dlv")
  }

  // MARK: - On top of Windows

  /// Source: `windows-10-esu` of catalog/sources.yaml.
  func addon(_ key: ProductKey) -> [ConversionStep] {
    let id = key.products.compactMap { catalog.facts(of: $0)?.activationID }.first
    let name = id ?? "ACTIVATION-ID"
    return installing(key) + [
      ConversionStep(
        "Activate the year's updates by their activation id; without it the base key is meant.",
        "slmgr /ato \(name)"),
      ConversionStep("Check: the licence status of that id is Licensed.", "slmgr /dlv \(name)"),
    ]
  }

  /// Source: Microsoft, options of `ospp.vbs`.
  func office(_ key: ProductKey) -> [ConversionStep] {
    let ospp = "cscript //nologo \"%ProgramFiles%\\Microsoft Office\\Office16\\ospp.vbs\""
    var steps = using(key) { value in
      [
        ConversionStep(
          "Install \(Self.title(key)) for Office (32-bit Office: in %ProgramFiles(x86)%).",
          "\(ospp) /inpkey:\(value)")
      ]
    }
    if key.keyKind == .gvlk {
      let service = service(for: key)
      if service.mustBeSet, let host = service.hosts.first {
        steps.append(ConversionStep("Set the KMS host for Office.", "\(ospp) /sethst:\(host.fqdn)"))
        if host.port != KMSHost.defaultPort {
          steps.append(ConversionStep("And its port.", "\(ospp) /setprt:\(host.port)"))
        }
      } else {
        steps.append(
          ConversionStep("Forget a KMS host that was set for Office by hand.", "\(ospp) /remhst"))
        if let domain = service.lookupDomain {
          steps.append(
            ConversionStep(
              "Let Office look for a host in \(domain).", "\(ospp) /skms-domain:\(domain)"))
        }
      }
    }
    return steps + [
      ConversionStep("Activate Office.", "\(ospp) /act"),
      ConversionStep(
        """
        Check: the status is LICENSED. Office keeps a former key beside the new one; remove it with \
        /unpkey: and its last five characters.
        """, "\(ospp) /dstatus"),
    ]
  }
}
