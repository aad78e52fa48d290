import KeyformCore
import Testing

/// Where the text of a key leaves its mask: each place with the reason.
@Suite struct SecretTests {
  private static let places: [String: String] = [
    "Sources/KeyformCore/Values/KeyMaterial.swift": "declares them",
    "Sources/KeyformCore/Values/KeyIdentity.swift": "digest for the twelve bits",
    "Sources/KeyformCore/Model/RowDigest.swift": "keyed digest of a row; declares the digest key",
    "Sources/KeyformCore/Model/FieldCoding.swift": "the field of a public key",
    "Sources/KeyformCore/Conversion/ConversionSteps.swift": "commands with public keys",
    "Sources/KeyformRepository/Writing/EntryNodes.swift": "writes public keys of the catalogue",
    "Sources/KeyformRepository/Fixing/RightSpelling.swift":
      "writes public keys of the catalogue",
    "Sources/KeyformReport/Disclosure.swift": "shows public keys",
    "Sources/KeyformReport/Catalog/CatalogDocument.swift": "shows public keys",
    "Sources/KeyformRules/Context/RightKey.swift": "names a public key",
    "Sources/keyform/Commands/CatalogCommand.swift": "commands with public keys",
    "Sources/KeyformSQL/Mapping/KindMappings.swift": "writes the value to a target",
    "Sources/KeyformSQL/TargetMeta.swift": "writes the digest key to its own target",
  ]

  @Test func keysAreRevealedInNamedPlaces() throws {
    let calls = ["reveal()", "withCanonicalBytes", "revealHex()"]
    var found = Set<String>()
    for file in Checkout.swiftFiles(below: "Sources") {
      // Whole lines, as calls also stand inside of interpolated text.
      let text = try Checkout.text(file)
      guard calls.contains(where: text.contains) else { continue }
      found.insert(file)
      #expect(Self.places[file] != nil, "\(file) reveals a key and is not on the list")
    }
    #expect(Self.places.keys.filter { !found.contains($0) }.sorted() == [])
  }

  /// A type that can be encoded can be written out by accident.
  @Test func nothingInCoreIsCodable() throws {
    for file in Checkout.swiftFiles(below: "Sources/KeyformCore") {
      for word in try Checkout.code(file).words
      where ["Codable", "Encodable", "CodingKeys"].contains(word.text) {
        Issue.record("\(file):\(word.line) says \(word.text)")
      }
    }
  }

  /// Invented secrets hold no `N`; mistyped public keys in fixtures fail the checksum.
  @Test func noKeyStandsInTheRepositoryButPublishedOnes() throws {
    let tables = ["gvlk.csv", "avma.csv"].map { "Tests/KeyformRepositoryTests/Fixtures/" + $0 }
    var published = Set<KeyMaterial>()
    for table in tables { published.formUnion(KeyShape.keys(in: try Checkout.text(table))) }
    #expect(published.count == 149)
    for file in Checkout.files where !tables.contains(file) {
      for key in KeyShape.keys(in: try Checkout.text(file))
      where KeyStructure(key)?.checksumFits == true && !published.contains(key) {
        Issue.record("\(file) holds something like a key: \(key)")
      }
    }
  }
}
