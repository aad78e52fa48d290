internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// What the values of the inventory's keys tell, by index. Values themselves stay where they are.
struct KeyValues: Sendable {
  let markers: [KeyMarker]
  /// Keys that share their last five characters: indexes in the order of the files; groups in the
  /// order of their first member's index.
  let sameTail: [[Int]]
  private let firstByTail: [KeyTail: Int32]

  init(_ state: DesiredState) {
    let parts = Mutex<([KeyMarker], Tails)>(([], Tails()))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let tails = Tails(state)
        parts.withLock { $0.1 = tails }
      } else {
        let markers = state.inventory.keys.entries.indices.map { index in
          state.material(at: index).map { KeyMarker($0) } ?? .unknown
        }
        parts.withLock { $0.0 = markers }
      }
    }
    let (markers, tails) = parts.withLock { $0 }
    self.markers = markers
    firstByTail = tails.first
    let entries = state.inventory.keys.entries
    sameTail = tails.groups.keys.sorted().compactMap { first in
      tails.groups[first]?.sorted { entries[$0].origin.isBefore(entries[$1].origin) }
    }
  }

  /// The first key, by name, whose tail this is.
  func first(withTail tail: KeyTail) -> Int? { firstByTail[tail].map(Int.init) }

  private struct Tails {
    var first: [KeyTail: Int32] = [:]
    var groups: [Int32: [Int]] = [:]

    init() {}

    init(_ state: DesiredState) {
      let entries = state.inventory.keys.entries
      first.reserveCapacity(entries.count)
      for index in entries.indices {
        guard let tail = state.material(at: index)?.tail ?? entries[index].value.tail else {
          continue
        }
        if let known = first.updateValue(Int32(index), forKey: tail) {
          first[tail] = known
          groups[known, default: [Int(known)]].append(index)
        }
      }
    }
  }
}

extension DesiredState {
  /// The value of a key where it is known here: public, or a secret that was read.
  func material(at index: Int) -> KeyMaterial? {
    if let own = inventory.keys.entries[index].value.publicValue { return own }
    return secrets[index].key
  }

  /// What is known of a key's value without the value.
  func identity(at index: Int) -> KeyIdentity? {
    material(at: index).map { KeyIdentity(of: $0) } ?? inventory.keys.entries[index].value.identity
  }
}

extension Origin {
  /// The order of the files.
  func isBefore(_ other: Origin) -> Bool {
    (file, line, column) < (other.file, other.line, other.column)
  }
}
