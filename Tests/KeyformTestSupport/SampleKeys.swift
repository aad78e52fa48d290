package import KeyformCore

/// Values that look like keys and can be none: no `N`, and a first group that says so.
package enum SampleKeys {
  /// The same number gives the same key; different ones have different tails.
  package static func secret(_ number: Int) -> KeyMaterial {
    let digits = Array("BCDFGHJKMPQRTVWXY2346789".utf8)
    var rest = number
    var tail: [UInt8] = []
    for _ in 0..<5 {
      tail.append(digits[rest % 24])
      rest /= 24
    }
    let text = "FKFKF-KFKFK-FKFKF-KFKFK-" + String(decoding: tail, as: UTF8.self)
    guard let key = KeyMaterial(canonical: text) else {
      preconditionFailure("a sample key has its form")
    }
    return key
  }

  /// Two secrets that agree in their last five characters.
  package static func twins() -> (KeyMaterial, KeyMaterial) {
    guard let one = KeyMaterial(canonical: "FKFKF-KFKFK-FKFKF-KFKFK-22222"),
      let other = KeyMaterial(canonical: "FKFKF-KFKFK-FKFKF-FKFKF-22222")
    else { preconditionFailure("a sample key has its form") }
    return (one, other)
  }
}
