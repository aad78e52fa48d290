import KeyformCore
import KeyformReport
import Testing

/// The code of a saved plan: written behind the digest, read back, and held against a key.
@Suite struct PlanCodeTests {
  private let samples: Samples
  private let key = DigestKey.random()

  init() throws { samples = try Samples() }

  private func saved(_ plan: Plan) throws -> [UInt8] {
    try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
  }

  private func plan(schema: SchemaStep = .none) throws -> Plan {
    let bare = try samples.plan(samples.changes(), schema: schema)
    return Plan(
      header: bare.header, schema: bare.schema, changes: bare.changes, diagnostics: [],
      blockers: [], files: bare.files, proof: PlanProof(of: key))
  }

  @Test func comesBack() throws {
    let bytes = try saved(plan())
    let read = try PlanReader.read(bytes)
    #expect(try saved(read.plan) == bytes)
    #expect(read.credential.code == key.code(of: read.digest))
    try read.credential.check(key)
    #expect(throws: TargetError.otherPlanCode) { try read.credential.check(.random()) }
    let bare = PlanCredential(digest: read.digest, code: nil)
    #expect(throws: TargetError.planWithoutCode) { try bare.check(key) }
    let other = PlanCredential(digest: String(read.digest.reversed()), code: read.credential.code)
    #expect(throws: TargetError.otherPlanCode) { try other.check(key) }
  }

  /// No row's digest is a plan's code, and neither tells the key.
  @Test func isOfItsOwn() throws {
    let digest = String(repeating: "0", count: 64)
    let row = RowDigester(key: key).digest(of: ProductKey(name: digest), material: nil)
    #expect(row.hex != key.code(of: digest).hex)
    #expect(key.code(of: digest) == key.code(of: digest))
    #expect(!String(reflecting: PlanProof(of: key)).contains(key.revealHex()))
    var dumped = ""
    dump(try plan(), to: &dumped)
    #expect(!dumped.contains(key.revealHex()))
  }

  @Test func everyByteOfItCounts() throws {
    let bytes = try saved(plan())
    let start = bytes.count - 64 - 3
    for place in stride(from: start, to: start + 64, by: 7) {
      var other = bytes
      other[place] = other[place] == 0x30 ? 0x31 : 0x30
      let read = try PlanReader.read(other)
      #expect(throws: TargetError.otherPlanCode) { try read.credential.check(key) }
      other[place] = 0x78
      #expect(throws: PlanReadError.self) { try PlanReader.read(other) }
    }
    for length in (bytes.count - 160)..<bytes.count {
      #expect(throws: PlanReadError.self) { try PlanReader.read(Array(bytes.prefix(length))) }
    }
  }

  @Test func noneWithoutTables() throws {
    let bytes = try saved(plan(schema: .create))
    #expect(throws: PlanReadError.self) { try PlanReader.read(bytes) }
  }
}
