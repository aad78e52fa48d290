import KeyformCore
import Testing

/// The lines that machines run when their licence changes, in their order.
@Suite struct ConversionTests {
  static let enterprise = "NPPR9-FWDCX-D2C8J-H872K-2YT43"
  static let standard = "TVRH6-WHNXV-R9WG3-9XRFY-MY832"
  let catalog: ReferenceCatalog

  init() throws { catalog = try CatalogFolder.catalog() }

  private func key(_ kind: KeyKind, _ product: String, value: String? = nil) -> ProductKey {
    var key = ProductKey(name: "new-\(kind.rawValue)-\(product.prefix { $0 != "/" })")
    key.keyKind = kind
    key.products = [ProductID(product)]
    if let value {
      key.publicValue = KeyMaterial(canonical: value)
      key.tail = key.publicValue?.tail
    }
    return key
  }

  private func deployment(_ os: String, from: FormerLicence?, edition: String? = nil) -> Deployment
  {
    var deployment = Deployment(name: "machines")
    deployment.os = ProductID(os)
    deployment.fromLicence = from
    deployment.fromEdition = edition.map { ProductID($0) }
    return deployment
  }

  private func commands(
    _ deployment: Deployment, _ keys: [ProductKey], hosts: [KMSHost] = [],
    directories: [Directory] = []
  ) -> [String] {
    steps(deployment, keys, hosts: hosts, directories: directories).compactMap(\.command)
  }

  private func steps(
    _ deployment: Deployment, _ keys: [ProductKey], hosts: [KMSHost] = [],
    directories: [Directory] = []
  ) -> [ConversionStep] {
    let bindings = keys.map { key in
      var binding = Binding(name: "machines.\(key.name)")
      binding.deployment = deployment.name
      binding.key = KeyReference(name: key.name)
      binding.use = .activation
      return binding
    }
    let inventory = Inventory(
      keys: entries(keys), deployments: entries([deployment]), bindings: entries(bindings),
      hosts: entries(hosts), directories: entries(directories))
    let model = ActivationModel(ResolvedInventory(inventory, [:], catalog))
    return ConversionSteps(of: 0, model)?.steps ?? []
  }

  private func entries<Value: Managed>(_ values: [Value]) -> EntrySet<Value> {
    EntrySet(values.map { Entry($0, origin: .none) })
  }

  private var host: KMSHost {
    var host = KMSHost(name: "new-host")
    host.fqdn = "kms02.contoso.example"
    return host
  }

  @Test func makToClient() {
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    #expect(
      commands(deployment("windows-11/enterprise", from: .mak), [key], hosts: [host]) == [
        "powershell Test-NetConnection kms02.contoso.example -Port 1688",
        "slmgr /ipk \(Self.enterprise)", "slmgr /ckms", "slmgr /ato", "slmgr /dlv",
      ])
  }

  @Test func lookupDomainTakesThePlaceOfAHostSetByHand() {
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    var deployment = deployment("windows-11/enterprise", from: .mak)
    deployment.domainJoined = false
    #expect(
      commands(deployment, [key], hosts: [host]).contains("slmgr /skms kms02.contoso.example:1688"))
    deployment.lookupDomain = "contoso.example"
    #expect(
      commands(deployment, [key], hosts: [host]).dropFirst(2) == [
        "slmgr /ckms", "slmgr /skms-domain contoso.example", "slmgr /ato", "slmgr /dlv",
      ])
    // Nothing leads to a host that announces itself nowhere, whatever the domain.
    var silent = host
    silent.publishDNS = false
    #expect(
      commands(deployment, [key], hosts: [silent]).dropFirst(2) == [
        "slmgr /skms kms02.contoso.example:1688", "slmgr /ato", "slmgr /dlv",
      ])
  }

  @Test func retailOfAnotherEdition() {
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    let deployment = deployment("windows-11/enterprise", from: .retail, edition: "windows-11/pro")
    #expect(
      commands(deployment, [key]) == [
        "slmgr /upk", "slmgr /cpky", "changepk.exe /ProductKey \(Self.enterprise)",
        "slmgr /ipk \(Self.enterprise)", "slmgr /ckms", "slmgr /ato", "slmgr /dlv",
      ])
  }

  @Test func hostToClient() {
    let key = key(.gvlk, "windows-server-2025/standard", value: Self.standard)
    #expect(
      commands(deployment("windows-server-2025/standard", from: .kmsHost), [key], hosts: [host])
        == [
          "powershell Test-NetConnection kms02.contoso.example -Port 1688", "slmgr /cdns",
          "nslookup -type=srv _vlmcs._tcp.contoso.example", "slmgr /upk",
          "slmgr /ipk \(Self.standard)", "slmgr /ckms", "slmgr /ato", "slmgr /dlv",
        ])
  }

  @Test func everyChangeToEducationRestarts() {
    let key = key(.gvlk, "windows-11/education")
    let lines = commands(
      deployment("windows-11/education", from: .oem, edition: "windows-11/pro"), [key])
    let change = lines.firstIndex { $0.hasPrefix("changepk.exe") }
    #expect(change.map { lines[$0 + 1] } == "shutdown /r /t 0")
  }

  /// DISM takes the public key; the MAK follows, from a variable.
  @Test func evaluationOfAServer() {
    let lines = commands(
      deployment("windows-server-2025/standard", from: .evaluation),
      [key(.mak, "windows-server-2025/standard")])
    #expect(
      lines == [
        "DISM /Online /Get-TargetEditions",
        "DISM /Online /Set-Edition:ServerStandard /ProductKey:\(Self.standard) /AcceptEula",
        "shutdown /r /t 0", "set /p PRODUCT_KEY=Product key: ", "slmgr /ipk %PRODUCT_KEY%",
        "slmgr /ato", "slmgr /dlv",
      ])
  }

  /// A change that is not in the catalogue is a reinstallation, never a `changepk`.
  @Test func changeThatDoesNotExist() {
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    let deployment = deployment("windows-11/enterprise", from: .oem, edition: "windows-10/pro")
    let steps = steps(deployment, [key])
    #expect(steps.contains { $0.text.hasPrefix("Reinstall the machines") })
    #expect(!steps.contains { $0.command?.hasPrefix("changepk") == true })
  }

  @Test func hostThatIsNotAnnounced() {
    var host = host
    host.publishDNS = false
    host.port = 1700
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    let lines = commands(deployment("windows-11/enterprise", from: .mak), [key], hosts: [host])
    #expect(lines.contains("slmgr /skms kms02.contoso.example:1700"))
    #expect(!lines.contains("slmgr /ckms"))
  }

  @Test func directoryNeedsNoHost() {
    var directory = Directory(name: "forest")
    directory.forest = "contoso.example"
    var deployment = deployment("windows-11/enterprise", from: .mak)
    deployment.activationType = .ad
    let key = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    #expect(
      commands(deployment, [key], directories: [directory]) == [
        "slmgr /ipk \(Self.enterprise)", "slmgr /act-type 1", "slmgr /ato", "slmgr /dlv",
      ])
  }

  @Test func addonFollowsWindows() {
    let lines = commands(
      deployment("windows-10/enterprise", from: .mak),
      [
        key(.esuMAK, "windows-10-esu/year-2"),
        key(.gvlk, "windows-10/enterprise", value: Self.enterprise),
      ])
    #expect(lines.first == "slmgr /ipk \(Self.enterprise)")
    #expect(lines.contains("slmgr /ato 1043add5-23b1-4afb-9a0f-64343c8f3f8d"))
  }

  @Test func officeFollowsWindows() {
    let windows = key(.gvlk, "windows-11/enterprise", value: Self.enterprise)
    let lines = commands(
      deployment("windows-11/enterprise", from: .mak),
      [key(.gvlk, "office-ltsc-2024/professional-plus"), windows])
    #expect(lines.first == "slmgr /ipk \(Self.enterprise)")
    #expect(lines.last?.hasSuffix("ospp.vbs\" /dstatus") == true)
  }

  /// Without a key to install nothing is taken away.
  @Test func noKeyIsBound() {
    #expect(commands(deployment("windows-11/enterprise", from: .retail), []).isEmpty)
  }

  @Test func nothingToConvert() {
    #expect(commands(deployment("windows-11/enterprise", from: nil), []).isEmpty)
  }
}
