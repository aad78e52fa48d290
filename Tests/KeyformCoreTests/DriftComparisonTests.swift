import KeyformCore
import Testing

/// Whose doing a difference is.
@Suite struct DriftComparisonTests {
  private let address = Address(.key, "a")

  private func key(_ edit: (inout ProductKey) -> Void = { _ in }) -> ProductKey {
    var key = ProductKey(name: "a")
    key.keyKind = .mak
    key.quantity = .count(5)
    key.tail = KeyTail("QDMV4")
    key.check = KeyCheck("2c4")
    edit(&key)
    return key
  }

  private let created = """
    {"kind":"mak","state":"active","tail":"QDMV4","check":"2c4","quantity":"5"}
    """

  /// The one difference between `file` and `target`; `journal` is the row applied last.
  private func item(
    file: ProductKey?, target: ProductKey?, journal: String?
  ) throws -> DriftItem? {
    func inventory(_ key: ProductKey?) -> Inventory {
      Inventory(keys: EntrySet(key.map { [Entry($0, origin: .none)] } ?? []))
    }
    let stored = StoredInventory(
      inventory: inventory(target), materials: target == nil ? [] : [nil], digestKey: .random())
    let records = journal.map {
      [
        JournalRecord(
          changeSet: 7, ordinal: 1, action: "create", address: address, before: nil, after: $0)
      ]
    }
    let changes = Difference.changes(from: stored, to: inventory(file))
    return DriftComparison.items(of: changes, LastApplied(records ?? [], of: [address])).first
  }

  @Test func eachFieldHasItsOwnVerdict() throws {
    let item = try #require(
      try item(
        file: key {
          $0.quantity = .count(6)
          $0.licences = 1
          $0.annotations.note = "file"
        },
        target: key {
          $0.annotations.note = "target"
          $0.annotations.title = "hand"
        }, journal: created))
    #expect(item.cause == .both)
    #expect(item.presence == .both)
    #expect(item.changeSet == 7)
    #expect(
      item.fields.map { "\($0.name) \($0.cause.rawValue)" } == [
        "quantity file", "licences file", "title target", "note both",
      ])
    #expect(item.fields.first?.applied == .text("5"))
  }

  @Test(arguments: [
    (6, 5, DriftCause.file), (5, 6, .target), (6, 7, .both),
  ])
  func countsAreCompared(_ file: Int, _ target: Int, _ cause: DriftCause) throws {
    let item = try item(
      file: key { $0.quantity = .count(file) }, target: key { $0.quantity = .count(target) },
      journal: created)
    #expect(item?.cause == cause)
    #expect(item?.cause.isDrift == (cause != .file))
  }

  /// Tail and check value are one thing, also where the tail is the same.
  @Test func aValueChangedByHandIsDrift() throws {
    let item = try #require(
      try item(file: key(), target: key { $0.check = KeyCheck("abc") }, journal: created))
    #expect(item.fields.map(\.name) == ["value"])
    #expect(item.fields.first?.cause == .target)
    #expect(item.fields.first?.target == .text("…-QDMV4 (abc)"))
    #expect(item.fields.first?.applied == .text("…-QDMV4 (2c4)"))
  }

  @Test func rowsOnOneSide() throws {
    let changed = key { $0.quantity = .count(9) }
    #expect(try item(file: key(), target: nil, journal: nil)?.presence == .new)
    #expect(try item(file: key(), target: nil, journal: nil)?.cause == .file)
    #expect(try item(file: key(), target: nil, journal: created)?.presence == .deleted)
    #expect(try item(file: key(), target: nil, journal: created)?.cause == .target)
    #expect(try item(file: changed, target: nil, journal: created)?.cause == .both)
    #expect(try item(file: nil, target: key(), journal: nil)?.presence == .inserted)
    #expect(try item(file: nil, target: key(), journal: nil)?.cause == .target)
    #expect(try item(file: nil, target: key(), journal: created)?.presence == .removed)
    #expect(try item(file: nil, target: key(), journal: created)?.cause == .file)
    let removed = try #require(try item(file: nil, target: changed, journal: created))
    #expect(removed.cause == .both)
    #expect(removed.fields.map(\.name) == ["quantity"])
  }

  /// A count that somebody read later is none of our business, nor is one that the file has newer.
  @Test func observationsAreNoDrift() throws {
    func remaining(_ count: Int, _ day: String) -> ProductKey {
      key { $0.remaining = Observation(count: count, asOf: CalendarDate(day)) }
    }
    let journal = created.replacing(
      "}", with: #","remaining":"5","remaining.asOf":"2026-11-01"}"#)
    let older = remaining(5, "2026-11-01")
    let newer = remaining(3, "2026-11-20")
    #expect(try item(file: older, target: newer, journal: journal)?.address == nil)
    #expect(try item(file: nil, target: newer, journal: journal)?.cause == .file)
    #expect(
      try item(file: newer, target: remaining(4, "2026-11-10"), journal: journal)?.cause == .file)
    // The same day and another count: nobody read that.
    #expect(
      try item(file: older, target: remaining(4, "2026-11-01"), journal: journal)?.cause == .target)
  }

  @Test func textsThatTheJournalMasksCompareMasked() throws {
    let text = "old FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    let journal = created.replacing("}", with: #","note":"old …-QDMV4"}"#)
    let item = try item(
      file: key { $0.annotations.note = text },
      target: key {
        $0.annotations.note = text
        $0.quantity = .count(9)
      }, journal: journal)
    #expect(item?.fields.map(\.name) == ["quantity"])
    #expect(item?.cause == .target)
  }
}
