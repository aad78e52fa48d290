import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// The one canonical form, by example.
@Suite struct WriterFormTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("two words", "two words"), ("a:b", "a:b"), ("a: b", #""a: b""#),
      ("a#b", "a#b"), ("a #b", #""a #b""#), ("no", #""no""#), ("On", #""On""#), ("nope", "nope"),
      ("1809", #""1809""#), ("25H2", "25H2"), ("26100.1742", #""26100.1742""#),
      ("1.2.3", #""1.2.3""#), ("2026-11-01", #""2026-11-01""#), ("2026-11-01x", "2026-11-01x"),
      ("12:30", #""12:30""#), ("0x1F", #""0x1F""#), ("0xyz", "0xyz"), ("1e3", #""1e3""#),
      ("1e", "1e"), (".5", #"".5""#), (".nan", #"".nan""#), ("+1", #""+1""#),
      ("1_000", #""1_000""#), ("~", #""~""#), ("", #""""#), (" a", #"" a""#), ("a ", #""a ""#),
      (#"say "hi""#, #"say "hi""#), (#""hi""#, #"'"hi"'"#), ("it's", "it's"),
      (#"'s \"#, #"'''s \'"#), ("a\tb", #""a\tb""#), ("\u{202E}", #""\u202E""#),
      ("\u{1FFFF}", #""\U0001FFFF""#), ("\u{7F}", #""\x7F""#), ("Größe", "Größe"),
      ("V1234567", "V1234567"), ("a, b", "a, b"), ("two\nlines", "|-\n      two\n      lines"),
      ("two\n\nlines\n", "|\n      two\n\n      lines"), (" two\nlines", #"" two\nlines""#),
      ("two \nlines", #""two \nlines""#), ("two\n\n", #""two\n\n""#), ("\n", #""\n""#),
    ])
  func quotesStandWhereTheyMust(_ text: String, _ written: String) {
    var directory = Directory(name: "forest")
    directory.annotations.note = text
    // So long that the entry stands in lines of its own.
    directory.forest = String(repeating: "x", count: 100)
    let bytes = ResourceWriter(catalog: .builtIn()).write(
      .directory(Entry(directory, origin: .none)))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "directories:\n  forest:\n    forest: \(directory.forest)\n    note: \(written)\n")
  }

  @Test func fieldsComeInTheOrderOfTheFormat() throws {
    let repository = try TemporaryRepository(["all.yaml": Self.shuffled])
    #expect(repository.load().diagnostics.map(\.summary) == [])
    let inventory = repository.load().assemble(secrets: .closed).state.inventory
    let bytes = ResourceWriter(catalog: .builtIn()).write(inventory)
    #expect(String(decoding: bytes, as: UTF8.self) == Self.canonical)
  }

  private static let shuffled = """
    directories: {forest: {hostKey: [host-key], forest: contoso.example}}
    bindings:
      special: {use: [activation], key: mak, deployment: laptops, activated: {count: 2}}
    deployments:
      laptops:
        note: |
          Two
          lines.
        keys:
          mak: [activation, installation]
          gvlk: [installation]
        architecture: [amd64]
        release: 25H2
        office: [office-ltsc-2024/professional-plus]
        os: windows-11/enterprise
        was: notebooks
        protected: true
        labels: {site: berlin}
    hosts:
      kms: {hostKey: [host-key], fqdn: kms01.contoso.example, port: 1688, activationInterval: 60}
    keys:
      mak:
        check: "123"
        tail: 7D3B2
        secret: {env: FIRST_MAK}
        state: active
        remaining: {asOf: 2026-11-01, count: 4}
        quantity: unlimited
        products: [windows-11/enterprise, windows-10/enterprise]
        kind: mak
      gvlk:
        kind: gvlk
        products: [windows-11/enterprise]
        value: NPPR9-FWDCX-D2C8J-H872K-2YT43
      host-key: {kind: csvlk, products: [windows-server-2025], tail: 2YT43, check: 9f3,
        secret: {entry: B, file: secrets.env}}
    """

  private static let canonical = """
    keys:
      gvlk: {kind: gvlk, products: [windows-11/enterprise]}
      host-key:
        kind: csvlk
        products: [windows-server-2025]
        secret: {file: secrets.env, entry: B}
        tail: 2YT43
        check: 9f3
      mak:
        kind: mak
        products: [windows-10/enterprise, windows-11/enterprise]
        secret: {env: FIRST_MAK}
        tail: 7D3B2
        check: "123"
        quantity: unlimited
        remaining: {count: 4, asOf: 2026-11-01}

    deployments:
      laptops:
        os: windows-11/enterprise
        release: 25H2
        architecture: amd64
        office: [office-ltsc-2024/professional-plus]
        keys: {gvlk: [installation], mak: [installation, activation]}
        note: |
          Two
          lines.
        labels: {site: berlin}
        protected: true
        was: notebooks

    bindings:
      special: {deployment: laptops, key: mak, use: [activation], activated: {count: 2}}

    hosts:
      kms: {fqdn: kms01.contoso.example, hostKey: host-key, activationInterval: 60}

    directories:
      forest: {forest: contoso.example, hostKey: host-key}

    """
}
