internal import KeyformCore

/// Where what becomes of an object comes from, as a mark beside its address.
struct ObjectMark {
  let words: String
  /// A class of the style.
  let style: StaticString

  /// Each origin once; of most objects there is one.
  static func all(of object: ReportObject) -> [ObjectMark] {
    var names = Set<String>()
    return object.origins.compactMap { row in
      let name = row.origin.name
      return names.insert(name).inserted ? ObjectMark(words: name, style: row.origin.style) : nil
    }
  }

  /// Sentences on origins that a reviewer has to look into.
  static func told(of object: ReportObject) -> [String] {
    object.origins.compactMap { row in
      switch row.origin {
      case .takesBack, .drift: row.shown
      default: nil
      }
    }
  }
}

extension ChangeOrigin {
  fileprivate var style: StaticString {
    switch self {
    case .takesBack: "bad"
    case .drift: "caution"
    default: "advice"
    }
  }
}
