internal import KeyformCore

enum CNT001MAKOverdrawn: Rule {
  static let metadata = RuleMetadata(
    id: "CNT001", name: "mak-overdrawn", severity: .error,
    what: """
      The machines of a key's activation bindings do not exceed its `quantity`; where `activated` is \
      known, those left to activate do not exceed `remaining`. With `remaining` alone it is a warning.
      """,
    why: "Surplus machines fail to activate (0xC004C020, 0xC004C021).",
    fix: """
      Bind fewer machines, spread them over other keys, or ask Microsoft for a higher limit and \
      record it.
      """,
    source: "Microsoft: activation error codes")

  static let checks: [RuleCheck] = [.key([.quantity, .remaining], check)]

  private static func check(
    _ entry: Entry<ProductKey>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard entry.value.state == .active, isCounted(entry.value.keyKind),
      facts.bindingsOfKey.count(of: index) > 0
    else { return [] }
    let need = Need(of: index, facts)
    switch entry.value.quantity {
    case .unlimited, .misstated: return []
    case .count(let quantity) where need.machines > quantity:
      return [
        Finding(
          entry, at: ["quantity"], "more machines are bound than the key may activate",
          """
          \(need.sentence) The key grants \(quantity): \(need.machines - quantity) too few. \
          \(metadata.why) \(metadata.fix)
          """)
      ]
    case .count, nil: break
    }
    guard let remaining = entry.value.remaining?.count else { return [] }
    let isAlone = entry.value.quantity == nil && need.activated == 0
    // Where some bindings say how far they are and others do not, the rest is not known.
    guard need.isActivatedKnown || isAlone, need.open > remaining else { return [] }
    let severity: Severity? = need.isActivatedKnown ? nil : .warning
    return [
      Finding(
        entry, at: ["remaining"], "more machines are left to activate than activations remain",
        """
        \(need.sentence) \
        \(need.isActivatedKnown ? "\(need.activated) are activated, \(need.open) are left" : "How many are activated is not recorded (`activated` of the bindings)"); \
        the key has \(remaining) left. \(metadata.why) \(metadata.fix)
        """,
        severity: severity)
    ]
  }

  private static func isCounted(_ kind: KeyKind?) -> Bool {
    switch kind {
    case .mak, .esuMAK, .retail, .oem: true
    case .gvlk, .csvlk, .avma, .setupDefault, nil: false
    }
  }

  /// What the activation bindings of a key ask for. Bindings without a number count as none.
  private struct Need {
    var machines = 0
    var activated = 0
    /// Whether every binding that needs machines says how many are activated.
    var isActivatedKnown = true
    var open = 0
    private var bindings = 0

    init(of key: Int, _ facts: Facts) {
      for index in facts.bindingsOfKey[key] {
        let binding = facts.binding(index)
        guard binding.value.use.contains(.activation),
          let machines = binding.value.machines
            ?? facts.deployment(ofBinding: Int(index))?.value.machines
        else { continue }
        bindings += 1
        self.machines += machines
        let done = binding.value.activated?.count
        activated += done ?? 0
        open += max(0, machines - (done ?? 0))
        if done == nil { isActivatedKnown = false }
      }
    }

    var sentence: String {
      "\(counted(bindings, "binding")) \(bindings == 1 ? "needs" : "need") \(counted(machines, "machine"))."
    }
  }
}
