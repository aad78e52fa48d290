import KeyformCore
import KeyformReport
import Testing

/// Values that look like secrets and are none: without the letter that real ones hold.
enum FakeSecrets {
  static let first = "BCDFG-HJKMP-QRTVW-XY234-6789B"
  static let second = "22334-46677-889BB-CCDDF-FGGHH"
  static let third = "XYXYX-YXYXY-BBCCD-DFFGG-HHJJK"
  static let all = [first, second, third]

  static func key(_ text: String) throws -> KeyMaterial {
    try #require(KeyMaterial(canonical: text))
  }
}

/// The setup key of Windows 11 Enterprise that Microsoft publishes.
let publicText = "NPPR9-FWDCX-D2C8J-H872K-2YT43"

/// A plan with every kind, action and form of value, and secrets in all places where one could
/// slip in.
struct Samples {
  let first: KeyMaterial
  let second: KeyMaterial
  let published: KeyMaterial

  init() throws {
    first = try FakeSecrets.key(FakeSecrets.first)
    second = try FakeSecrets.key(FakeSecrets.second)
    published = try FakeSecrets.key(publicText)
  }

  func mak(_ name: String, _ value: KeyMaterial) -> ProductKey {
    var key = ProductKey(name: name)
    key.keyKind = .mak
    key.products = [ProductID("windows-11/enterprise")]
    key.tail = value.tail
    key.check = KeyCheck(of: value)
    key.quantity = .count(500)
    key.remaining = Observation(count: 412, asOf: CalendarDate("2026-11-01"))
    key.annotations.owner = "client-platform@contoso.example"
    key.annotations.labels = [Label(name: "site", value: "berlin")]
    return key
  }

  func gvlk(_ name: String, _ value: KeyMaterial) -> ProductKey {
    var key = ProductKey(name: name)
    key.keyKind = .gvlk
    key.products = [ProductID("windows-11/enterprise")]
    key.publicValue = value
    key.tail = value.tail
    key.check = KeyCheck(of: value)
    return key
  }

  func key(
    _ value: ProductKey, line: Int32 = 4, secret: SecretReference? = nil
  ) -> Entity {
    .key(Entry(value, origin: EntryOrigin(file: 0, line: line, column: 3), secret: secret))
  }

  func change(
    _ from: ProductKey, _ to: ProductKey, secret: SecretReference? = nil
  ) throws -> Change {
    let base: RowDigest = try #require(
      RowDigest(hex: String(repeating: "0123456789abcdef", count: 4)))
    return Change(
      .update(from: .key(Entry(from, origin: .none)), to: key(to, line: 30, secret: secret)),
      base: base)
  }

  func changes() throws -> [Change] {
    let base: RowDigest = try #require(RowDigest(hex: String(repeating: "fedcba98", count: 8)))
    var noted = mak("a-noted", first)
    noted.annotations.note = "old value \(FakeSecrets.third), see\n\"ticket\" 12\u{1B}[31m"
    noted.quantity = .unlimited
    noted.use = []
    var larger = mak("b-larger", first)
    larger.quantity = .count(400)
    larger.agreement = "V1234567"
    var deployment = Deployment(name: "berlin-laptops")
    deployment.os = ProductID("windows-11/enterprise")
    deployment.release = "25H2"
    deployment.architectures = [.known(.amd64), .known(.arm64)]
    deployment.machines = 320
    deployment.domainJoined = true
    deployment.fromLicence = .kmsHost
    deployment.servedBy = ["kms-berlin"]
    var binding = Binding(name: "berlin-laptops.platform")
    binding.deployment = "berlin-laptops"
    binding.key = KeyReference(project: "platform", name: "win11")
    binding.use = [.installation, .activation]
    var host = KMSHost(name: "kms-berlin")
    host.fqdn = "kms01.contoso.example"
    host.hostKeys = [KeyReference(name: "csvlk-2025")]
    host.port = 1689
    var directory = Directory(name: "forest")
    directory.forest = "contoso.example"
    directory.hostKeys = [KeyReference(name: "csvlk-2025")]
    return [
      Change(.create(key(noted, secret: .environment("NOTED")))),
      try change(larger, mak("b-larger", first)),
      try change(
        mak("c-rotated", first), mak("c-rotated", second),
        secret: .entry(file: "secrets.env", name: "ROTATED")),
      Change(.create(key(gvlk("d-published", published), line: 40))),
      Change(.delete(.key(Entry(mak("e-gone", second), origin: .none))), base: base),
      Change(.create(.deployment(Entry(deployment, origin: origin(1, 2))))),
      Change(.create(.binding(Entry(binding, origin: origin(1, 9))))),
      Change(.create(.host(Entry(host, origin: origin(3, 2))))),
      Change(.delete(.directory(Entry(directory, origin: .none))), base: base),
    ]
  }

  private func origin(_ file: Int32, _ line: Int32) -> EntryOrigin {
    EntryOrigin(file: file, line: line, column: 3)
  }

  func diagnostics() -> [Diagnostic] {
    let place = FileLocation(file: "keys/win11.yaml", line: 4, column: 12)
    return [
      Diagnostic(
        rule: "CNT003", severity: .warning, address: Address(.key, "a-noted"),
        summary: "the count was read long ago",
        detail: "It is from 2026-01-01. Read it again with VAMT, and write count and date.",
        place: FileLocation(file: "keys/win11.yaml", line: 9, column: 5)),
      Diagnostic(
        rule: "SEC001", severity: .error, address: Address(.key, "a-noted"),
        summary: "a secret \(FakeSecrets.third) stands in the file",
        detail: "Take \(FakeSecrets.third.lowercased()) out; \(publicText) may stay.",
        place: place,
        related: [
          .init(
            place: FileLocation(file: "hosts/kms.yaml", line: 1, column: 1),
            text: "also here: \(FakeSecrets.second)")
        ]),
      Diagnostic(
        rule: "SCH009", severity: .info, summary: "nothing is known of the file", detail: "",
        place: nil),
    ]
  }

  func plan(
    _ changes: [Change], diagnostics: [Diagnostic] = [], blockers: [Blocker] = [],
    schema: SchemaStep = .none
  ) throws -> Plan {
    Plan(
      header: Plan.Header(
        project: "contoso",
        target: TargetDescription(name: "lab", url: "sqlite:lab.sqlite"),
        targetID: schema == .create ? nil : "9f86d081", catalog: "2026-11 sha256:0123",
        toolVersion: "0.1.0", today: try #require(CalendarDate("2026-11-20"))),
      schema: schema, changes: changes, diagnostics: diagnostics, blockers: blockers,
      files: ["keys/win11.yaml", "rollouts/berlin.yaml", "unused.yaml", "hosts/kms.yaml"])
  }

  func whole() throws -> Plan {
    try plan(
      changes(), diagnostics: diagnostics(),
      blockers: [
        Blocker(cause: .finding, text: "SEC001 key/a-noted: \(FakeSecrets.third) in clear text")
      ])
  }

  var masking: Masking {
    let published = published
    return Masking { $0 == published }
  }
}

/// What `write` hands to its sink, as one text.
func collected(_ write: (ReportSink) throws -> Void) rethrows -> [UInt8] {
  var bytes: [UInt8] = []
  try write { bytes += $0.bytes }
  return bytes
}

func text(_ report: ReportBytes) -> String { text(report.bytes) }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
