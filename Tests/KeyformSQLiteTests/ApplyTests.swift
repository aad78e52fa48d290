import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Synchronization
import Testing

@Suite struct ApplyTests {
  private static func many(_ count: Int) -> Inventory {
    Inventory(
      keys: EntrySet(
        (0..<count).map { number in
          var key = ProductKey(name: "key-\(1_000_000 + number)")
          key.keyKind = .gvlk
          key.products = [ProductID("windows-11/enterprise")]
          key.publicValue = SampleKeys.secret(number)
          return Entry(key, origin: .none)
        }))
  }

  /// Stopped in the middle of the writes: the file has the bytes it had, or was never there.
  @Test func interruptedInTheMiddle() throws {
    let folder = try TemporaryFolder()
    let steps = Mutex(0)
    let progress = ProgressReport(
      report: { work, _, _ in if work == "changes applied" { steps.withLock { $0 += 1 } } },
      isCancelled: { steps.withLock { $0 >= 2 } })
    let first = try folder.session.order(to: Self.many(5_000))
    #expect(throws: TargetError.interrupted) { try folder.target.apply(first, progress: progress) }
    #expect(steps.withLock { $0 } == 2)
    #expect(folder.names.isEmpty)

    try folder.session.apply(Self.many(10))
    let before = folder.bytes
    steps.withLock { $0 = 0 }
    let second = try folder.session.order(to: Self.many(5_000))
    #expect(throws: TargetError.interrupted) {
      try folder.target.apply(second, progress: progress)
    }
    #expect(folder.bytes == before)
    #expect(folder.names == ["keyform.sqlite"])
  }

  /// Many rows are checked and read back in one scan, few by name: both must find the same.
  @Test(arguments: [1, 400, 3_000]) func touchedRowsAreFound(_ touched: Int) throws {
    let folder = try TemporaryFolder()
    let all = Self.many(3_000)
    try folder.session.apply(all)
    let desired = Inventory(
      keys: EntrySet(
        all.keys.entries.enumerated().map { index, entry in
          guard index % (3_000 / touched) == 0 else { return entry }
          var key = entry.value
          key.quantity = .unlimited
          return Entry(key, origin: .none)
        }))
    let order = try folder.session.order(to: desired)
    #expect(order.changes.count >= touched)
    try folder.tamper("UPDATE product_key SET licences = 3 WHERE name = 'key-1000000'")
    guard case .stale(let stale) = folder.session.refusal(of: order) else {
      Issue.record("not stale")
      return
    }
    let address = Address(.key, "key-1000000")
    #expect(
      stale == [StaleField(address: address, field: "licences", planned: nil, now: "3")])
    try folder.tamper("UPDATE product_key SET licences = NULL")
    #expect(folder.session.refusal(of: order) == nil)
    let left = Difference.changes(from: try folder.session.read(), to: desired)
    #expect(left.isEmpty)
  }

  @Test func productsInUse() throws {
    let folder = try TemporaryFolder()
    let row = { (name: String) in
      ProductRow(id: "windows-11/enterprise", editionID: "Enterprise", name: name)
    }
    for name in ["Windows 11", "Windows 11 Enterprise"] {
      let order = try folder.session.order(to: Self.many(name.count), products: [row(name)])
      #expect(folder.session.refusal(of: order) == nil)
    }
    let rows = try folder.query("SELECT id, edition_id, name FROM product", columns: 3)
    #expect(rows == [["windows-11/enterprise", "Enterprise", "Windows 11 Enterprise"]])
  }
}
