import KeyformCore
import Testing

/// A protected row is neither deleted nor released; everything else may happen to it.
@Suite struct ProtectionTests {
  private func entity(_ kind: EntityKind, isProtected: Bool) -> Entity {
    var annotations = Annotations()
    annotations.isProtected = isProtected
    switch kind {
    case .key:
      var key = ProductKey(name: "x")
      key.annotations = annotations
      return .key(Entry(stored: key))
    case .deployment:
      var deployment = Deployment(name: "x")
      deployment.annotations = annotations
      return .deployment(Entry(stored: deployment))
    case .binding:
      var binding = Binding(name: "x")
      binding.annotations = annotations
      return .binding(Entry(stored: binding))
    case .host:
      var host = KMSHost(name: "x")
      host.annotations = annotations
      return .host(Entry(stored: host))
    case .directory:
      var directory = Directory(name: "x")
      directory.annotations = annotations
      return .directory(Entry(stored: directory))
    }
  }

  @Test(arguments: EntityKind.allCases)
  func deletesAndReleasesAreRefused(_ kind: EntityKind) {
    let kept = entity(kind, isProtected: true)
    for change in [Change(.delete(kept)), Change(.release(kept))] {
      let blockers = Blocker.protection(in: [change])
      #expect(blockers.map(\.cause) == [.protection])
      #expect(blockers.first?.text.hasPrefix("\(kind.rawValue)/x is protected") == true)
      #expect(blockers.first?.text.contains("protected: false") == true)
    }
  }

  @Test(arguments: EntityKind.allCases)
  func everythingElseMayHappen(_ kind: EntityKind) {
    let kept = entity(kind, isProtected: true)
    let lifted = entity(kind, isProtected: false)
    let changes = [
      Change(.create(kept)), Change(.update(from: kept, to: lifted)),
      Change(.update(from: lifted, to: kept)), Change(.adopt(from: kept, to: kept)),
      Change(.delete(lifted)), Change(.release(lifted)),
    ]
    #expect(Blocker.protection(in: changes) == [])
    #expect(
      changes[1].fields == [FieldChange(name: "protected", from: .flag(true), to: .none)])
  }
}
