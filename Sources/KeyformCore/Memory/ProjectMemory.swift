/// What a target keeps of the last apply of a project, in its change set: from which repository it
/// came, and under which guards.
package struct ProjectMemory: Hashable, Sendable {
  package var repository: RepositoryIdentity
  /// Nil where the apply knew none, as an older Keyform did not.
  package var guards: Guards?
  /// What a later Keyform keeps besides: an older one must not forget it.
  private var others: [String: FieldValue]

  package init(repository: RepositoryIdentity, guards: Guards?) {
    self.repository = repository
    self.guards = guards
    others = [:]
  }

  /// What is kept after an apply of `next`.
  package func succeeded(by next: ProjectMemory) -> ProjectMemory {
    var memory = next
    memory.repository = repository.succeeded(by: next.repository)
    memory.guards = next.guards ?? guards
    memory.others = others
    return memory
  }
}

extension ProjectMemory {
  private enum Member: String, CaseIterable {
    case roots, origin, limits, rules, policies
  }

  /// As a JSON object of texts and lists of texts, which `init(text:)` reads back.
  package var text: String {
    var fields = others.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    func add(_ member: Member, _ value: FieldValue) { fields.append((member.rawValue, value)) }
    if !repository.roots.isEmpty { add(.roots, .list(repository.roots)) }
    if let origin = repository.origin { add(.origin, .text(origin.text)) }
    if let guards {
      add(.limits, .list(guards.limits.lines))
      add(.rules, .list(guards.rules.lines))
      add(
        .policies,
        .list(guards.policies.map { "\($0.id) \($0.severity.rawValue) \($0.digest)" }))
    }
    var json = RawJSON()
    json.beginObject()
    for (name, value) in fields {
      json.key(name)
      json.value(value)
    }
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Nil where the text is not of this form: somebody else wrote it.
  package init?(text: String) {
    guard let fields = JournalDocument.fields(of: text) else { return nil }
    var known: [Member: FieldValue] = [:]
    others = [:]
    for (name, value) in fields {
      if let member = Member(rawValue: name) {
        known[member] = value
      } else {
        others[name] = value
      }
    }
    var origin: RepositoryOrigin?
    if let kept = known[.origin] {
      guard let text = kept.string, let read = RepositoryOrigin(kept: text) else { return nil }
      origin = read
    }
    /// Nothing where the member is missing; nil where it is no list.
    func lines(_ member: Member) -> [String]? {
      guard let value = known[member] else { return [] }
      if case .list(let lines) = value { return lines }
      return nil
    }
    guard let roots = lines(.roots), let limits = lines(.limits), let rules = lines(.rules),
      let policies = lines(.policies)
    else { return nil }
    repository = RepositoryIdentity(roots: roots, origin: origin)
    guard known[.limits] != nil else {
      guards = nil
      return
    }
    let kept = policies.compactMap(Guards.Policy.init(line:))
    guard let limits = SafetyLimits(lines: limits), let rules = RuleSettings(lines: rules),
      kept.count == policies.count
    else { return nil }
    guards = Guards(limits: limits, rules: rules, policies: kept)
  }
}

extension SafetyLimits {
  /// `key.delete 25 5`: share and what is always allowed.
  fileprivate var lines: [String] {
    LimitSubject.all.compactMap { subject in
      budgets[subject].map { "\(subject.text) \($0.share) \($0.above)" }
    }
  }

  /// A limit that this Keyform does not have is left out: it judges nothing here.
  fileprivate init?(lines: [String]) {
    self.init()
    for line in lines {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3, let share = Int(words[1]), let above = Int(words[2]) else {
        return nil
      }
      guard let subject = LimitSubject(String(words[0])) else { continue }
      budgets[subject] = Budget(share: share, above: above)
    }
  }
}

extension RuleSettings {
  /// `CNT003 warning days=90`; `-` where no severity is stated.
  fileprivate var lines: [String] {
    byRule.sorted { $0.key < $1.key }.map { id, setting in
      let numbers = setting.numbers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return ([id, setting.level?.word ?? "-"] + numbers).joined(separator: " ")
    }
  }

  fileprivate init?(lines: [String]) {
    self.init()
    for line in lines {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count > 1 else { return nil }
      var setting = Setting()
      if words[1] != "-" {
        guard let level = Level(word: words[1]) else { return nil }
        setting.level = level
      }
      for word in words.dropFirst(2) {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        setting.numbers[parts[0]] = number
      }
      byRule[words[0]] = setting
    }
  }
}

extension Guards.Policy {
  fileprivate init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, let severity = Severity(rawValue: words[1]) else { return nil }
    self.init(id: words[0], severity: severity, digest: words[2])
  }
}
