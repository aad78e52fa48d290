import KeyformCore
import KeyformRepository
import Testing

/// What a target holds is written into files in whatever way people laid them out.
@Suite struct AdoptionTests {
  /// Each entry is written as a hostile hand would; `#` marks stand where an edit could lose them.
  private static let hostile = """
    # first line\t(tabs)
    x-own: {kept: [as, it], is: "#no comment"}
    keys:
      # about flow
      flow: { kind: mak ,products: [ windows-11/enterprise , windows-11/pro ],secret: {env: A}, tail: "QDMV4", check: 2c4, quantity: unlimited , labels: {site: berlin,tier: "1"}, note: 'it''s' } # end of flow

      "block":   # quoted name
         kind:   csvlk      # kind
         products:          # list
           - windows-11/enterprise   # one
           # between
           - 'windows-11/pro'        # two
         secret:
           file: x
         tail:   QDMV4
         check: "2c4"
         note: >-   # folded
           several lines

           of text
         sharedWith: [  # who
           platform,    # they
           berlin       # we
         ]
         remaining:
           # counted
           asOf: 2026-11-01   # day
           count: 12          # number
         labels:
           site: berlin  # s
         hosts: 6
         agreement:
         title: |2
            indented
         # after the last field

      gvlk:
        kind: gvlk
        products: [windows-11/enterprise]
    deployments:
      d:
        os: windows-11/enterprise   # os
        release: 25H2
        architecture: x64           # alias
        from: {licence: mak}
        office:
        - office-ltsc-2024/professional-plus
        machines: 5
        keys: {flow: [activation], gvlk: [installation]}   # short
        virtualization:
          hypervisor: hyper-v   # h
    bindings:
      b: {deployment: d, key: block, use: [activation], activated: {count: 1}}
    hosts:
      h: {fqdn: kms.contoso.example, hostKey: block, port: 1690}
    directories:
      f:
        forest: contoso.example # forest
        hostKey: [block]
    """

  /// Values that any field of that form can take.
  private static func others(_ value: FieldValue, _ field: String) -> [FieldValue] {
    switch field {
    case "kind", "value", "tail", "check": []
    case "state": [.text("retired")]
    case "quantity": [.none, .count(77), .text("unlimited")]
    case "products", "image", "office":
      [.list(["windows-10/enterprise", "windows-11/enterprise"]), .list(["windows-11/pro"])]
    case "architectures", "architecture": [.list(["amd64", "arm64"]), .list(["x86"]), .none]
    case "use": [.list(["installation"]), .list(["installation", "activation"])]
    case "hostKey": [.list(["block", "flow"]), .list(["flow"])]
    case "sharedWith":
      [.none, .list(["berlin", "platform"]), .list(["platform", "berlin", "no"])]
    case "licencePacks", "servedBy": [.list(["a", "b"]), .none]
    case "labels": [.none, .list(["a=b", "site=no: #"]), .list(["site=berlin"])]
    case "remaining", "activated", "machines", "licences", "hosts", "activations":
      [.none, .count(7)]
    case "remaining.asOf", "activated.asOf": [.text("2026-11-20"), .none]
    case "port", "activationInterval", "renewalInterval": [.count(99)]
    case "domainJoined", "reimaged", "publishDNS": [.flag(true), .flag(false), .none]
    case "media": [.text("volume"), .none]
    case "activationType": [.text("kms"), .none]
    case "from.licence": [.text("retail"), .none]
    case "os", "from.edition", "virtualization.host": [.text("windows-11/education")]
    case "release", "deployment", "key", "fqdn", "forest": []
    default: [.none, .text("plain"), .text("no"), .text(" # \"x\" 'y': {z}\nnext\t")]
    }
  }

  /// Every field of every kind, changed alone: the file then says so, and nothing else is touched.
  @Test(arguments: zip(["\n", "\r\n"], ["", "\u{FEFF}"]))
  func everyFieldCanBeAdopted(_ lineBreak: String, _ mark: String) throws {
    let text = mark + Self.hostile.replacing("\n", with: lineBreak)
    let repository = try TemporaryRepository(["a.yaml": text])
    let loaded = repository.load()
    #expect(loaded.diagnostics.filter(\.isStructural).map(\.summary) == [])
    let inventory = loaded.assemble(secrets: .closed).state.inventory
    var count = 0
    count += try check(inventory.keys, Entity.key, loaded, text)
    count += try check(inventory.deployments, Entity.deployment, loaded, text)
    count += try check(inventory.bindings, Entity.binding, loaded, text)
    count += try check(inventory.hosts, Entity.host, loaded, text)
    count += try check(inventory.directories, Entity.directory, loaded, text)
    #expect(count > 150)
  }

  private func check<Value: Managed>(
    _ entries: EntrySet<Value>, _ entity: (Entry<Value>) -> Entity, _ loaded: LoadedRepository,
    _ text: String
  ) throws -> Int {
    var count = 0
    for entry in entries.entries {
      // A short form says its uses alone.
      let isShort = Value.kind == .binding && entry.name != "b"
      for field in Value.fields where !isShort || field.name == "use" {
        for other in Self.others(entry.value[field], field.name) {
          var value = entry.value
          guard value.set(field, to: other), value != entry.value else { continue }
          let adoption = Adoption(
            entity(entry.with(value)), into: entity(entry), fields: [field.name])
          // Another product would bring another value from the catalogue: that is refused.
          if value.address.description == "key/gvlk", other == .list(["windows-11/pro"]) {
            #expect(throws: AdoptionRefusal.self) { try loaded.adopting([adoption]) }
            continue
          }
          let label = "\(value.address) \(field.name) \(other)"
          // `adopting` reads the file again and compares every field of every entry.
          let edited = try #require(try? loaded.adopting([adoption]).files.first, "\(label)")
          expectFewBytes(Array(text.utf8), edited.bytes, label)
          count += 1
        }
      }
    }
    return count
  }

  /// What changed is one stretch; the comments around it are all there, in their order, but for
  /// those on lines of elements that went.
  private func expectFewBytes(_ before: [UInt8], _ after: [UInt8], _ label: String) {
    let head = zip(before, after).prefix { $0 == $1 }.count
    let room = min(before.count, after.count) - head
    let tail = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
    let changed = before.count - head - min(tail, room)
    #expect(changed < 130, "\(label) touches \(changed) bytes")
    #expect(before != after, "\(label)")
    let pieces = ["# first line\t(tabs)", "# about flow", "# end of flow", "# quoted name"]
    let text = String(decoding: after, as: UTF8.self)
    for piece in pieces + ["# after the last field", "# kind", "x-own: {kept"] {
      #expect(text.contains(piece), "\(label) loses \(piece)")
    }
    let hasReturns = before.contains(13)
    let isMixed = zip([0] + after, after).contains { $1 == 10 && ($0 == 13) != hasReturns }
    #expect(!isMixed, "\(label) mixes line ends")
  }

  @Test func aRotatedSecretIsAdoptedByTailAndCheck() throws {
    let repository = try TemporaryRepository(["a.yaml": Self.hostile])
    let loaded = repository.load()
    let inventory = loaded.assemble(secrets: .closed).state.inventory
    for name in ["flow", "block"] {
      let entry = try #require(inventory.keys[name])
      var key = entry.value
      key.tail = KeyTail("BCDFG")
      key.check = KeyCheck("1e3")
      let edited = try loaded.adopting([
        Adoption(.key(entry.with(key)), into: .key(entry), fields: ["value"])
      ])
      let text = String(decoding: try #require(edited.files.first).bytes, as: UTF8.self)
      #expect(text.contains("BCDFG"))
      #expect(text.contains("\"1e3\""))
    }
  }

  /// What a file cannot say is left, and so is a value that no catalogue knows as public.
  @Test func whatNoFileCanSayIsLeft() throws {
    let repository = try TemporaryRepository(["a.yaml": Self.hostile])
    let loaded = repository.load()
    let inventory = loaded.assemble(secrets: .closed).state.inventory
    let short = try #require(inventory.bindings["d.flow"])
    var binding = short.value
    binding.machines = 3
    binding.use = [.installation]
    let adopted = try loaded.adopting([
      Adoption(
        .binding(short.with(binding)), into: .binding(short), fields: ["use", "machines"])
    ])
    #expect(adopted.left.map(\.field) == ["machines"])
    #expect(
      String(decoding: try #require(adopted.files.first).bytes, as: UTF8.self)
        == Self.hostile.replacing("{flow: [activation]", with: "{flow: [installation]"))
    let published = try #require(inventory.keys["gvlk"])
    var key = published.value
    key.publicValue = KeyMaterial(canonical: "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4")
    key.annotations.title = "see FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    let refused = try loaded.adopting([
      Adoption(.key(published.with(key)), into: .key(published), fields: ["value", "title"])
    ])
    #expect(refused.files.isEmpty)
    #expect(refused.left.map(\.field) == ["title", "value"])
  }

  @Test func anEntryKnowsItsLines() {
    let bytes = Array(Self.hostile.utf8)
    #expect(EntryLines.of(Address(.key, "flow"), in: bytes) == 5...5)
    #expect(EntryLines.of(Address(.key, "gvlk"), in: bytes) == 37...39)
    #expect(EntryLines.of(Address(.binding, "d.flow"), in: bytes) == nil)
  }
}
