internal import KeyformCore

/// How often the marker `N` stands in a key, and where.
struct KeyMarker: Hashable, Sendable {
  /// 255: the value is not known here.
  let count: UInt8
  /// Place of the last one, from 0.
  let place: UInt8

  static let unknown = KeyMarker(count: 255, place: 0)

  private init(count: UInt8, place: UInt8) {
    self.count = count
    self.place = place
  }

  init(_ key: KeyMaterial) {
    var count: UInt8 = 0
    var last: UInt8 = 0
    let marker = UInt8(KeyAlphabet.marker)
    for place in 0..<25 where key.symbol(at: place) == marker {
      count += 1
      last = UInt8(place)
    }
    self.count = count
    place = last
  }

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
