import KeyformCore
import Testing

/// The structure of a key, over the published keys alone. Variants are counted and thrown
/// away: none is printed or kept.
@Suite struct KeyStructureTests {
  @Test(arguments: PublishedKeys.checkable)
  func publishedKeysVerify(_ text: String) throws {
    let key = try #require(KeyMaterial(canonical: text))
    let structure = try #require(KeyStructure(key))
    #expect(structure.checksumFits)
    #expect((0...7).contains(structure.marker))
    #expect((1786...5038).contains(structure.group))
    #expect((0...11).contains(structure.serial))
  }

  @Test func keysWithoutMarkerCannotBeChecked() throws {
    let older = PublishedKeys.setup.filter { !$0.contains("N") }
    #expect(older.count == 25)
    for text in older { #expect(try structure(text) == nil) }
    #expect(PublishedKeys.setup.count { $0.contains("N") } == 109)
  }

  @Test func twoMarkersAreNoFormat() throws {
    let text = try #require(PublishedKeys.checkable.first { $0.hasSuffix("N") == false })
    let key = try #require(KeyMaterial(canonical: String(text.dropLast() + "N")))
    #expect(KeyStructure(key) == nil)
  }

  /// Fields known from printouts of `slmgr /dlv`.
  @Test(arguments: [
    ("W269N-WFGWX-YVC9B-4J6C9-T83GX", 3311, 1), ("N69G4-B89J2-4G8F4-WWYCC-J464C", 4297, 0),
  ])
  func fieldsAreThoseOfPrintouts(_ text: String, _ group: Int, _ serial: Int) throws {
    let structure = try #require(try structure(text))
    #expect(structure.group == group)
    #expect(structure.serial == serial)
  }

  /// The last five symbols hold the low fifteen bits of the group.
  @Test func tailsFitTheirGroups() throws {
    for text in PublishedKeys.checkable {
      let key = try #require(KeyMaterial(canonical: text))
      let number = (20..<25).reduce(0) { $0 * 24 + Int(key.symbol(at: $1)) }
      let structure = try #require(KeyStructure(key))
      #expect(number % 32_768 == structure.group % 32_768)
    }
  }

  /// Counted over all slips of one character.
  @Test func slipsAreDetectedButForThoseKnown() throws {
    var changes = Slips()
    var swaps = Slips()
    for text in PublishedKeys.checkable.filter({ PublishedKeys.setup.contains($0) }) {
      let symbols = text.filter { $0 != "-" }.utf8.compactMap { KeyAlphabet.index(of: $0) }
      let marker = UInt8(KeyAlphabet.marker)
      for place in symbols.indices where symbols[place] != marker {
        for symbol in UInt8(0)..<24 where symbol != symbols[place] {
          var slip = symbols
          slip[place] = symbol
          changes.count(slip)
        }
      }
      for place in 0..<24 where symbols[place] != symbols[place + 1] {
        var slip = symbols
        slip.swapAt(place, place + 1)
        swaps.count(slip)
      }
    }
    #expect(changes.all == 60_168)
    #expect(changes.undetected == 32)
    #expect(swaps.all == 2_506)
    #expect(swaps.undetected == 3)
  }

  private func structure(_ text: String) throws -> KeyStructure? {
    KeyStructure(try #require(KeyMaterial(canonical: text)))
  }

  private struct Slips {
    var all = 0
    var undetected = 0

    mutating func count(_ symbols: [UInt8]) {
      all += 1
      guard let key = KeyMaterial(symbols: symbols), let structure = KeyStructure(key) else {
        return
      }
      if structure.checksumFits { undetected += 1 }
    }
  }
}
