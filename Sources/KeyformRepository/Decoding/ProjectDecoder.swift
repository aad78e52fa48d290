internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

/// Decodes keyform.yaml.
final class ProjectDecoder {
  private let cursor: FieldCursor
  private var project = Project()
  /// Names of targets, those that could not be read included.
  private var targetNames: [String] = []
  private var defaultTargetMark = YAMLPosition(line: 1, column: 1)

  private let schemes: [any TargetScheme]

  private init(_ bytes: [UInt8], path: String, _ schemes: [any TargetScheme]) {
    cursor = FieldCursor(bytes, in: path)
    self.schemes = schemes
  }

  static func decode(
    _ bytes: [UInt8], path: String, _ schemes: [any TargetScheme]
  ) -> (Project, [Diagnostic]) {
    let decoder = ProjectDecoder(bytes, path: path, schemes)
    decoder.decodeFields()
    decoder.cursor.finish()
    return (decoder.project, decoder.cursor.problems)
  }

  private func decodeFields() {
    cursor.advance()
    var seen: UInt64 = 0
    let start = cursor.reader.mark
    let isPresent = cursor.enterMapping("keyform.yaml")
    while isPresent,
      let index = cursor.nextField(ProjectField.list, seen: &seen, of: "keyform.yaml"),
      let field = ProjectField(rawValue: index)
    {
      switch field {
      case .keyform: decodeVersion()
      case .project: decodeName()
      case .requires: decodeRequirements()
      case .domains: project.domains = cursor.texts("domains")
      case .include: project.include = cursor.texts("include")
      case .imports:
        cursor.map("imports") { name, _ in
          if let path = cursor.text(name) { project.imports.append((name, path)) }
        }
        project.imports.sort { $0.name < $1.name }
      case .targets: cursor.map("targets") { decodeTarget($0, $1) }
      case .defaultTarget: decodeDefaultTarget()
      case .rules: cursor.map("rules") { rule, _ in decodeRule(rule) }
      case .limits: cursor.map("limits") { decodeLimit($0, $1) }
      case .release: cursor.list("release") { _ in decodeRelease() }
      }
    }
    // A damaged file says what is wrong with it; what it lacks then is no news.
    guard !cursor.reader.isDamaged, isPresent || cursor.isAbsent || cursor.current == .end else {
      return
    }
    let mark = isPresent ? start : YAMLPosition(line: 1, column: 1)
    for (index, spec) in ProjectField.list.specs.enumerated()
    where spec.isRequired && seen & 1 << UInt64(index) == 0 && !cursor.misspelt.contains(spec.name)
    {
      cursor.report(.missingField, at: mark, "keyform.yaml lacks `\(spec.name)`", spec.description)
    }
    checkDefaultTarget()
  }

  private func decodeVersion() {
    guard let version = cursor.count("keyform", minimum: 1), version != 1 else { return }
    cursor.report(
      .formatVersion, "the repository is of format version \(version)",
      "This Keyform reads version 1: install a newer one.")
  }

  private func decodeName() {
    guard let name = cursor.text("project") else { return }
    project.name = name
    if EntryName.isLikeKey(name) {
      cursor.report(
        .badName, "the project is named like a product key",
        "Give it another name: it stands in every row, plan and report.")
    } else if !EntryName.isValid(name) {
      cursor.report(.badName, "`\(name)` is no name of a project", EntryName.rule)
    }
  }

  private func decodeRequirements() {
    guard cursor.enterMapping("`requires`") else { return }
    var seen: UInt64 = 0
    while let index = cursor.nextField(RequirementField.list, seen: &seen, of: "`requires`"),
      let field = RequirementField(rawValue: index)
    {
      guard let text = cursor.text(field.spec.name) else { continue }
      let minimum = text.hasPrefix(">=") ? String(text.dropFirst(2).drop { $0 == " " }) : ""
      guard !minimum.isEmpty, minimum.allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" }) else {
        cursor.report(
          .unknownWord, "`\(field.spec.name)` is no requirement",
          "Write a least version: \">=0.1\".")
        continue
      }
      let subject: Project.Requirement.Subject =
        switch field {
        case .keyform: .keyform
        case .catalog: .catalog
        }
      project.requires.append(.init(subject: subject, minimum: minimum))
    }
  }

  private func decodeTarget(_ name: String, _ mark: YAMLPosition) {
    targetNames.append(name)
    guard !EntryName.isLikeKey(name) else {
      cursor.report(
        .badName, at: mark, "a target is named like a product key",
        "Give it another name: names of targets stand in plans and reports.")
      cursor.skip()
      return
    }
    guard EntryName.isValid(name) else {
      cursor.report(.badName, at: mark, "`\(name)` is no name of a target", EntryName.rule)
      cursor.skip()
      return
    }
    guard cursor.enterMapping("target `\(name)`") else { return }
    var seen: UInt64 = 0
    var url: String?
    var include: [String] = []
    while let index = cursor.nextField(TargetField.list, seen: &seen, of: "a target"),
      let field = TargetField(rawValue: index)
    {
      switch field {
      case .url:
        let mark = cursor.reader.mark
        url = cursor.text("url")
        if let url { check(url, at: mark) }
      case .include: include = cursor.texts("include")
      }
    }
    guard let url else {
      if seen & 1 != 0 || cursor.misspelt.contains("url") { return }
      cursor.report(
        .missingField, at: mark, "target `\(name)` lacks `url`", "Such as sqlite:lab.sqlite.")
      return
    }
    project.targets.append(.init(name: name, url: url, include: include))
  }

  /// What it says is nowhere repeated: a password may stand in it.
  private func check(_ url: String, at mark: YAMLPosition) {
    if schemes.isEmpty { return }
    guard let scheme = schemes.first(where: { $0.takes(url) }) else {
      cursor.report(
        .badTarget, at: mark, "the target's URL is of no kind that Keyform knows",
        "Write \(schemes.forms).")
      return
    }
    guard let place = scheme.password, scheme.holdsPassword(url) else { return }
    cursor.report(
      .passwordInURL, at: mark, "the target's URL holds a password",
      """
      Whoever reads the repository or its history can use it. Take it out and change it; keep the \
      new one in \(place.file) or \(place.variable).
      """, severity: .warning)
  }

  private func decodeDefaultTarget() {
    defaultTargetMark = cursor.reader.mark
    project.defaultTarget = cursor.text("defaultTarget")
  }

  private func checkDefaultTarget() {
    guard let name = project.defaultTarget, !targetNames.contains(name) else { return }
    let near = SpellingSuggestion.question(name, in: targetNames)
    cursor.report(
      .unknownReference, at: defaultTargetMark, "defaultTarget `\(name)` is no target\(near)",
      "Name one of `targets`.")
  }

  private func decodeRule(_ rule: String) {
    var setting = RuleSettings.Setting()
    if cursor.isScalar {
      guard let word = cursor.text(rule) else { return }
      guard let level = RuleSettings.Level(word: word) else {
        cursor.reportUnknownWord(word, rule, RuleSettings.Level.words)
        return
      }
      setting.level = level
    } else {
      cursor.map(rule) { name, _ in
        if name == "severity" {
          guard let word = cursor.text(name) else { return }
          setting.level = RuleSettings.Level(word: word)
          if setting.level == nil {
            cursor.reportUnknownWord(word, name, RuleSettings.Level.words)
          }
        } else if let number = cursor.count(name) {
          setting.numbers[name] = number
        }
      }
    }
    project.rules.byRule[rule] = setting
  }

  private func decodeShare() -> Int {
    guard let share = cursor.count("share") else { return 0 }
    if share > 100 {
      cursor.report(.badCount, "`share` is over 100", "Write per cent, from 0 to 100.")
    }
    return share
  }

  private func decodeLimit(_ name: String, _ mark: YAMLPosition) {
    guard let subject = LimitSubject(name) else {
      let subjects = LimitSubject.all.map(\.text)
      let near = SpellingSuggestion.question(name, in: subjects)
      cursor.report(
        .unknownWord, at: mark, "`\(name)` is no limit" + near,
        "It is one of \(subjects.joined(separator: ", ")).")
      cursor.skip()
      return
    }
    guard cursor.enterMapping("limit `\(name)`") else { return }
    var seen: UInt64 = 0
    var share = 0
    var above = 0
    while let index = cursor.nextField(LimitField.list, seen: &seen, of: "a limit"),
      let field = LimitField(rawValue: index)
    {
      switch field {
      case .share: share = decodeShare()
      case .above: above = cursor.count("above") ?? 0
      }
    }
    project.limits.budgets[subject] = .init(share: share, above: above)
  }

  private func decodeRelease() {
    guard let text = cursor.text("release") else { return }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if EntryName.isLikeKey(text) {
      cursor.report(
        .badPattern, "a pattern holds what looks like a product key",
        "Write addresses, such as key/old-*.")
    } else if parts.count < 2 || parts[1].isEmpty
      || parts[0] != "*" && EntityKind(rawValue: String(parts[0])) == nil
    {
      cursor.report(
        .badPattern, "`\(text)` is no pattern of addresses",
        "Write KIND/NAME with \(EntityKind.names) or *, such as key/old-*.")
    } else if !Glob(text).isWhole {
      cursor.report(
        .badPattern,
        "`\(text)` is no pattern: its last bracket or backslash lacks what belongs to it",
        "Write a pattern such as key/old-*.")
    } else {
      project.release.append(Glob(text))
    }
  }
}
