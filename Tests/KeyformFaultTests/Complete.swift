/// A repository with every kind of entry and every field set, applied; and a saved plan that
/// changes each of them.
struct Complete {
  let scene: Scene
  static let apply = "keyform apply change.plan -C later --yes --quiet"

  init(_ engine: Engine) throws {
    scene = try Scene(engine)
    for (folder, title) in [("sooner", "sooner"), ("later", "later")] {
      try scene.write("\(folder)/keyform.yaml", Self.project(scene.url))
      try scene.write("\(folder)/entries.yaml", Self.entries.replacing("TITLE", with: title))
      // Not one of these is a product key: they begin with FKFKF and hold no N.
      try scene.write(
        "\(folder)/secrets.env",
        """
        MAK=FKFKF-KFKFK-FKFKF-KFKFK-BCDFG
        CSVLK=FKFKF-KFKFK-FKFKF-KFKFK-HJKMP

        """)
      try scene.shell("chmod 600 \(folder)/secrets.env")
      try scene.shell("keyform record --all -C \(folder) --quiet")
    }
    try scene.shell("keyform apply -C sooner --yes --quiet \(Changeover.today)")
    try scene.shell("keyform plan -C later --out change.plan --quiet \(Changeover.today)")
  }

  private static func project(_ url: String) -> String {
    """
    keyform: 1
    project: faults
    domains: [contoso.example]
    targets: {lab: {url: "\(url)"}}

    """
  }

  private static let entries = """
    keys:
      mak:
        kind: mak
        products: [windows-11/enterprise]
        secret: {file: secrets.env, entry: MAK}
        quantity: 500
        remaining: {count: 412, asOf: 2026-11-01}
        licences: 400
        use: [activation]
        architectures: [amd64, arm64]
        agreement: V1234567
        state: active
        sharedWith: [berlin]
        title: TITLE
        owner: team@contoso.example
        note: A note.
        labels: {site: berlin}
      csvlk:
        kind: csvlk
        products: [windows-server-2025]
        secret: {file: secrets.env, entry: CSVLK}
        hosts: 5
        title: TITLE
    deployments:
      laptops:
        os: windows-11/enterprise
        release: 25H2
        architecture: amd64
        media: volume
        image: [windows-11/enterprise]
        from: {licence: oem, edition: windows-11/pro}
        machines: 320
        office: [office-ltsc-2024/professional-plus]
        servedBy: [kms-berlin]
        build: "26200"
        domainJoined: true
        forest: contoso.example
        activationType: all
        lookupDomain: kms.contoso.example
        virtualization: {hypervisor: vmware, host: windows-server-2025/standard}
        reimaged: true
        title: TITLE
        owner: team@contoso.example
        note: A note.
        labels: {site: berlin}
    bindings:
      laptops-licence:
        deployment: laptops
        key: mak
        use: [activation]
        machines: 300
        activated: {count: 120, asOf: 2026-11-10}
        title: TITLE
        owner: team@contoso.example
        note: A note.
        labels: {site: berlin}
    hosts:
      kms-berlin:
        fqdn: kms01.contoso.example
        port: 1688
        os: windows-server-2025/standard
        build: "26100"
        hostKey: csvlk
        publishDNS: true
        activationInterval: 120
        renewalInterval: 10080
        licencePacks: [office-2024]
        activations: 4
        title: TITLE
        owner: team@contoso.example
        note: A note.
        labels: {site: berlin}
    directories:
      forest:
        forest: contoso.example
        hostKey: csvlk
        protected: true
        title: TITLE
        owner: team@contoso.example
        note: A note.
        labels: {site: berlin}

    """
}
