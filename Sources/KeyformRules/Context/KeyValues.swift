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

extension EntryOrigin {
  /// The order of the files.
  func isBefore(_ other: EntryOrigin) -> Bool {
    (file, line, column) < (other.file, other.line, other.column)
  }
}

/// How often the marker `N` stands in a key, and where.
struct KeyMarker: Hashable, Sendable {
  /// 255: the value is not known here.
  let count: UInt8
  /// Place of the last one, from 0.
  let place: UInt8

  static let unknown = KeyMarker(count: 255, place: 0)

  var isKnown: Bool { count != 255 }

  /// Whether marker or checksum show that `key`, whose marker this is, was not typed correctly.
  func isMistyped(_ key: KeyMaterial) -> Bool {
    switch count {
    case 0: false
    case 1: place == 24 || KeyStructure(key)?.checksumFits == false
    default: true
    }
  }
}

extension KeyMarker {
  init(_ key: KeyMaterial) {
    var count: UInt8 = 0
    var last: UInt8 = 0
    let marker = UInt8(KeyAlphabet.marker)
    for place in 0..<25 where key.symbol(at: place) == marker {
      count += 1
      last = UInt8(place)
    }
    self.init(count: count, place: last)
  }
}

/// Whether two keys with the same tail have the same value.
enum KeyComparison {
  case same, different
  /// A value could not be read and its check value is not recorded.
  case unknown

  /// Values are compared where both are known, else what is recorded of them.
  init(_ left: Int, _ right: Int, _ state: DesiredState) {
    if let left = state.material(at: left), let right = state.material(at: right) {
      self = left == right ? .same : .different
    } else if let left = state.identity(at: left), let right = state.identity(at: right) {
      self = left == right ? .same : .different
    } else {
      self = .unknown
    }
  }
}

/// A key that shares its tail with one before it in the files.
struct TailTwin {
  let index: Int
  /// The first key with the same value; nil: the values differ, or it is not known.
  let same: Int?
  /// The first key with the tail.
  let first: Int

  /// All of them, group by group. Values are found by hash: a group may be of any size.
  static func all(_ context: LintContext) -> [TailTwin] {
    context.values.sameTail.flatMap { group in
      var byValue: [KeyMaterial: Int] = [:]
      var byIdentity: [KeyIdentity: Int] = [:]
      return group.enumerated().compactMap { place, index -> TailTwin? in
        let value = context.state.material(at: index)
        let identity = context.state.identity(at: index)
        let candidate = value.flatMap { byValue[$0] } ?? identity.flatMap { byIdentity[$0] }
        let same = candidate.flatMap { KeyComparison($0, index, context.state) == .same ? $0 : nil }
        if let value, byValue[value] == nil { byValue[value] = index }
        if let identity, byIdentity[identity] == nil { byIdentity[identity] = index }
        return place == 0 ? nil : TailTwin(index: index, same: same, first: group[0])
      }
    }
  }
}
