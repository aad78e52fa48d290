import KeyformCore
import Testing

/// A value is public only when the catalogue knows it, whatever the kind of its row says.
@Suite struct WithholdingTests {
  private func key(_ value: String, check: String = "9f3") throws -> Entity {
    var key = ProductKey(name: "kms")
    key.keyKind = .gvlk
    key.publicValue = KeyMaterial(canonical: value)
    key.tail = KeyTail("BBBBB")
    key.check = KeyCheck(check)
    return .key(Entry(stored: key))
  }

  private let secret = "FKFKF-KFKFK-FKFKF-KFKFK-QRTVW"

  private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

  @Test func theJournalHoldsNoValueThatIsNotPublic() throws {
    let published = try #require(PublishedKeys.checkable.first)
    let isPublic: (KeyMaterial) -> Bool = { $0.reveal() == published }
    let changes = try [
      Change(.create(key(secret))), Change(.delete(key(secret))), Change(.release(key(secret))),
      Change(.adopt(from: key(secret), to: key(published))),
      Change(.update(from: key(secret), to: key(published))),
      Change(.update(from: key(published), to: key(secret))),
    ]
    for change in changes {
      let item = JournalItem(change, isPublic: isPublic)
      let all = text(item.before) + text(item.after)
      #expect(!all.contains("KFKFK"))
      // Its own tail, not what the row says.
      #expect(all.contains("QRTVW"))
      let hasPublic = [change.before, change.after].contains {
        $0?.publicValue?.reveal() == published
      }
      #expect(all.contains(published) == hasPublic)
    }
  }
}

extension Entity {
  fileprivate var publicValue: KeyMaterial? {
    if case .key(let entry) = self { return entry.value.publicValue }
    return nil
  }
}
