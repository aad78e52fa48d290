internal import KeyformCore

enum KEY002Alphabet: Rule {
  static let metadata = RuleMetadata(
    id: "KEY002", name: "alphabet", severity: .error,
    what: "Only the letters and digits BCDFGHJKMPQRTVWXY2346789 and N occur in a key.",
    why: "A, E, I, L, O, S, U, Z, 0, 1 and 5 never occur, so each is a certain typing error.",
    fix: "Look at the named character again; the message says what it is easily mixed up with.",
    source: "measured on 149 published keys",
    weight: .structural)

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.flawedValue])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    guard let value = context.flaw(of: entry, at: index),
      case .character(let character, let place) = value.flaw
    else { return nil }
    return Finding(
      entry, at: value.field, "a character never occurs in a key\(value.source)",
      "\(detail(character, place)) Only BCDFGHJKMPQRTVWXY, 2346789 and N are used.")
  }

  /// Which one it is and where, as far as that may be told.
  private static func detail(_ character: Unicode.Scalar?, _ place: Int?) -> String {
    guard let character, let place else {
      return "It is a typing error, or no key at all: Windows would refuse it (0xC004F050)."
    }
    return """
      `\(character)` at place \(place), which is character \((place - 1) % 5 + 1) of group \
      \((place - 1) / 5 + 1), is a typing error: Windows would refuse the key (0xC004F050). \
      \(mixUp(character))
      """
  }

  private static func mixUp(_ character: Unicode.Scalar) -> String {
    switch character {
    case "0", "O": "0 and O are easily read for Q or D: look for one of these."
    case "1", "I", "L": "1, I and L look alike and none of them occurs: look for J, T or 7."
    case "5", "S": "5 and S look alike and neither occurs: look for 6, 8 or 3."
    case "Z": "Z is easily read for 2: look for it."
    case "U": "U is easily read for V: look for it."
    case "A": "A is easily read for 4: look for it."
    case "E": "E is easily read for F or 3: look for one of these."
    default: "It is neither a letter nor a digit that keys are made of."
    }
  }
}
