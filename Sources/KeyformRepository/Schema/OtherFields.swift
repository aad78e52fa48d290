internal import KeyformCore

/// Fields of an entry in `bindings:`.
enum BindingField: Int, CaseIterable {
  case deployment, key, use, machines, activated

  var spec: FieldSpec {
    switch self {
    case .deployment: FieldSpec("deployment", .text, "Name of the deployment.", required: true)
    case .key:
      FieldSpec(
        "key", .pattern(EntryName.reference), "Name of the key, or project:name of a shared one.",
        required: true)
    case .use:
      FieldSpec(
        "use", .list(.word(KeyUse.words), minimum: 1), "What the key is used for.", required: true)
    case .machines:
      FieldSpec("machines", .count(minimum: 0), "Number of machines; absent: the deployment's.")
    case .activated:
      FieldSpec(
        "activated", .fields(ObservationField.allCases.map(\.spec)),
        "Machines activated so far, as somebody read it.")
    }
  }
}

/// Fields of an entry in `hosts:`.
enum HostField: Int, CaseIterable {
  case fqdn, hostKey, os, build, port, publishDNS, activationInterval, renewalInterval
  case licencePacks, activations

  var spec: FieldSpec {
    switch self {
    case .fqdn: FieldSpec("fqdn", .text, "DNS name of the KMS host.", required: true)
    case .hostKey:
      FieldSpec(
        "hostKey", .oneOrList(.pattern(EntryName.reference)), "Name of its CSVLK, or a list.",
        required: true)
    case .os: FieldSpec("os", .text, "Product and edition that the host runs.")
    case .build: FieldSpec("build", .text, "Windows build of the host.")
    case .port: FieldSpec("port", .count(minimum: 0), "TCP port; 1688 unless said.")
    case .publishDNS: FieldSpec("publishDNS", .flag, "Whether the host publishes its SRV record.")
    case .activationInterval:
      FieldSpec(
        "activationInterval", .count(minimum: 0), "Minutes between attempts; 120 unless said.")
    case .renewalInterval:
      FieldSpec(
        "renewalInterval", .count(minimum: 0), "Minutes between renewals; 10080 unless said.")
    case .licencePacks:
      FieldSpec(
        "licencePacks", .list(.pattern(EntryName.pattern), minimum: 1),
        "Office licence packs installed.")
    case .activations:
      FieldSpec("activations", .count(minimum: 0), "Activations of the host used so far.")
    }
  }
}

/// Fields of an entry in `directories:`.
enum DirectoryField: Int, CaseIterable {
  case forest, hostKey

  var spec: FieldSpec {
    switch self {
    case .forest: FieldSpec("forest", .text, "DNS name of the forest root.", required: true)
    case .hostKey:
      FieldSpec(
        "hostKey", .oneOrList(.pattern(EntryName.reference)), "Name of the CSVLK, or a list.",
        required: true)
    }
  }
}
