import KeyformCore
import KeyformTestSupport
import Testing

@Suite struct ViewTests {
  private static let rows = """
    SELECT deployment, used_for, product, architecture, key_name, tail FROM deployment_key \
    ORDER BY 1, 2, 3, 4, 5
    """

  private func folder(_ inventory: Inventory = SampleInventory.full) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.session.apply(inventory)
    return folder
  }

  /// The MAK of the sample is on standby.
  @Test func onlyActiveKeys() throws {
    let tail = SampleKeys.secret(3).tail.text
    let rows = try folder().query(Self.rows, columns: 6)
    #expect(
      rows == [
        ["laptops", "installation", "windows-11/enterprise", "amd64", "gvlk", tail],
        ["laptops", "installation", "windows-11/enterprise", "arm64", "gvlk", tail],
      ])
  }

  @Test func oneRowForEachUseProductAndArchitecture() throws {
    let active = SampleInventory.changing("mak") {
      $0.state = .active
      $0.products = ["education", "enterprise", "pro@25H2"].map { ProductID("windows-11/\($0)") }
    }
    let folder = try folder(active)
    let mak = try folder.query(Self.rows, columns: 6).filter { $0[4] == "mak" }
    #expect(
      mak.map { [$0[1], $0[2], $0[3]] } == [
        ["activation", "windows-11/enterprise", "amd64"],
        ["activation", "windows-11/enterprise", "arm64"],
        ["activation", "windows-11/pro@25H2", "amd64"],
        ["activation", "windows-11/pro@25H2", "arm64"],
        ["installation", "windows-11/enterprise", "amd64"],
        ["installation", "windows-11/enterprise", "arm64"],
        ["installation", "windows-11/pro@25H2", "amd64"],
        ["installation", "windows-11/pro@25H2", "arm64"],
      ])
    let duplicates = try folder.query(
      """
      SELECT count(*) FROM deployment_key \
      GROUP BY project, deployment, used_for, product, architecture, key_project, key_name \
      HAVING count(*) > 1
      """, columns: 1)
    #expect(duplicates.isEmpty)
  }

  /// An add-on is no product of any deployment; without an architecture it is for any.
  @Test func addOnsAlwaysCount() throws {
    let secret = SampleKeys.secret(9)
    var key = ProductKey(name: "esu")
    key.keyKind = .esuMAK
    key.products = [ProductID("windows-10-esu/year-1"), ProductID("windows-10-esu/year-2")]
    key.tail = secret.tail
    key.check = KeyCheck(of: secret)
    var binding = Binding(name: "minimal.esu")
    binding.deployment = "minimal"
    binding.key = KeyReference(name: "esu")
    binding.use = [.activation]
    let folder = try TemporaryFolder()
    try folder.session.apply(
      Inventory(
        keys: EntrySet([Entry(key, origin: .none)]),
        deployments: EntrySet([Entry(Deployment.minimal, origin: .none)]),
        bindings: EntrySet([Entry(binding, origin: .none)])),
      secrets: ["esu": secret])
    let rows = try folder.query(
      "SELECT used_for, product, architecture, value FROM deployment_key ORDER BY product",
      columns: 4)
    #expect(
      rows == [
        ["activation", "windows-10-esu/year-1", "any", secret.reveal()],
        ["activation", "windows-10-esu/year-2", "any", secret.reveal()],
      ])
  }

  @Test func changeSetIsTheLatestOfAll() throws {
    let folder = try folder()
    try folder.session.apply(SampleInventory.changing("gvlk") { $0.agreement = "V2" })
    let sets = try folder.query("SELECT DISTINCT change_set FROM deployment_key", columns: 1)
    #expect(sets == [["2"]])
  }

  @Test func maskedViewHasNoValue() throws {
    let names = try folder().query(
      "SELECT name FROM pragma_table_info('deployment_key_masked') ORDER BY cid", columns: 1)
    #expect(
      names.map { $0[0] } == [
        "project", "deployment", "used_for", "product", "architecture", "kind", "key_project",
        "key_name", "tail", "check_value", "change_set",
      ])
  }
}
