internal import KeyformCore

/// Fields of an entry in `deployments:`.
enum DeploymentField: Int, CaseIterable {
  case os, release, architecture, media, image, from, machines, office, keys, servedBy, build
  case domainJoined, forest, activationType, lookupDomain, virtualization, reimaged

  var spec: FieldSpec {
    switch self {
    case .os:
      FieldSpec("os", .text, "Product and edition, such as windows-11/enterprise.", required: true)
    case .release:
      FieldSpec(
        "release", .text,
        "Release such as 25H2; required where the product has several support dates.")
    case .architecture:
      FieldSpec(
        "architecture", .oneOrList(.text), "amd64, arm64, ia64 or x86, or a list; absent: any.")
    case .media:
      FieldSpec("media", .word(Media.allCases.map(\.rawValue)), "The medium it installs from.")
    case .image:
      FieldSpec("image", .list(.text, minimum: 1), "Editions in the medium; absent: that of os.")
    case .from:
      FieldSpec("from", .fields(ConversionField.allCases.map(\.spec)), "What it is converted from.")
    case .machines: FieldSpec("machines", .count(minimum: 0), "Number of machines.")
    case .office:
      FieldSpec("office", .list(.text, minimum: 1), "Office products installed with it.")
    case .keys:
      FieldSpec(
        "keys", .map(.references, .list(.word(KeyUse.words), minimum: 1)),
        "Short form of bindings: key name to uses.")
    case .servedBy:
      FieldSpec(
        "servedBy", .list(.text, minimum: 1), "KMS hosts and directories; absent: all of them.")
    case .build: FieldSpec("build", .text, "Windows build, such as 26100.1742.")
    case .domainJoined: FieldSpec("domainJoined", .flag, "Whether the machines are in a domain.")
    case .forest: FieldSpec("forest", .text, "DNS name of their forest.")
    case .activationType:
      FieldSpec(
        "activationType", .word(ActivationType.allCases.map(\.rawValue)),
        "How Windows looks for its activation (slmgr /act-type).")
    case .lookupDomain:
      FieldSpec(
        "lookupDomain", .text, "DNS domain to look for a KMS host in (slmgr /skms-domain).")
    case .virtualization:
      FieldSpec(
        "virtualization", .fields(VirtualizationField.allCases.map(\.spec)),
        "For virtual machines: hypervisor and host.")
    case .reimaged: FieldSpec("reimaged", .flag, "Whether the machines are re-imaged often.")
    }
  }
}

/// What a deployment is converted from.
enum ConversionField: Int, CaseIterable {
  case licence, edition

  var spec: FieldSpec {
    switch self {
    case .licence:
      FieldSpec("licence", .word(FormerLicence.allCases.map(\.rawValue)), "The former licence.")
    case .edition: FieldSpec("edition", .text, "The former edition.")
    }
  }
}

enum VirtualizationField: Int, CaseIterable {
  case hypervisor, host

  var spec: FieldSpec {
    switch self {
    case .hypervisor: FieldSpec("hypervisor", .text, "Such as hyper-v, azure-local or vmware.")
    case .host: FieldSpec("host", .text, "Product and edition of the host.")
    }
  }
}
