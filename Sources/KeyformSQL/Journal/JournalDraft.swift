internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// The items of a change set, rendered and hashed on another core while the rows are written:
/// for 150,000 changes that is a third of an apply's time.
final class JournalDraft: Sendable {
  let changes: [Change]
  private let isPublic: @Sendable (KeyMaterial) -> Bool

  private struct State {
    var chunks: [[JournalItem]] = []
    var taken = 0
    var hash: JournalHash
  }

  private static let chunk = 1_000
  /// Chunks that may wait: about 12 MB.
  private static let ahead = 32
  private let state: Mutex<State>
  /// Counts the chunks that are ready and not taken.
  private let ready = DispatchSemaphore(value: 0)
  /// Counts the chunks that may still be rendered ahead.
  private let room = DispatchSemaphore(value: 0)
  private let isAbandoned = Atomic(false)

  /// `hash` has taken in the change set's own columns.
  init(
    _ changes: [Change], hash: JournalHash, isPublic: @escaping @Sendable (KeyMaterial) -> Bool
  ) {
    self.changes = changes
    self.isPublic = isPublic
    state = Mutex(State(hash: hash))
    // Begun at zero: a semaphore must not end below the value that it began with.
    for _ in 0..<Self.ahead { room.signal() }
    DispatchQueue.global(qos: .userInitiated).async { [self] in render() }
  }

  private func render() {
    var hash = state.withLock { $0.hash }
    for start in stride(from: 0, to: changes.count, by: Self.chunk) {
      room.wait()
      if isAbandoned.load(ordering: .relaxed) { return }
      let range = start..<min(start + Self.chunk, changes.count)
      let items = changes[range].map { JournalItem($0, isPublic: isPublic) }
      for (item, index) in zip(items, range) {
        let change = changes[index]
        let address = change.address
        hash.add(index + 1)
        hash.add(change.action.rawValue)
        hash.add(address.kind.rawValue)
        hash.add(address.name)
        hash.add(item.before)
        hash.add(item.after)
      }
      let reached = hash
      state.withLock {
        $0.chunks.append(items)
        $0.hash = reached
      }
      ready.signal()
    }
  }

  /// The next items in order, waiting for them; nil after the last.
  func next() -> [JournalItem]? {
    let taken = state.withLock { $0.taken }
    guard taken * Self.chunk < changes.count else { return nil }
    ready.wait()
    return state.withLock { state in
      let items = state.chunks[taken]
      state.chunks[taken] = []
      state.taken += 1
      room.signal()
      return items
    }
  }

  /// Over everything, once `next` has given all.
  var hash: JournalHash { state.withLock { $0.hash } }

  /// Nobody will take the rest.
  func abandon() {
    isAbandoned.store(true, ordering: .relaxed)
    room.signal()
  }
}
