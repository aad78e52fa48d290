internal import KeyformCore

/// Fields of keyform.yaml.
enum ProjectField: Int, CaseIterable {
  case keyform, project, requires, domains, include, imports, targets, defaultTarget, rules, limits
  case release

  var spec: FieldSpec {
    switch self {
    case .keyform:
      FieldSpec("keyform", .count(minimum: 1), "Version of the file format: 1.", required: true)
    case .project:
      FieldSpec(
        "project", .pattern(EntryName.pattern),
        "Owner mark on every row that this repository manages.", required: true)
    case .requires:
      FieldSpec(
        "requires", .fields(RequirementField.allCases.map(\.spec)),
        "Least versions of the tool and of the catalogue.")
    case .domains:
      FieldSpec("domains", .list(.text, minimum: 1), "The organisation's own DNS domains.")
    case .include:
      FieldSpec(
        "include", .list(.text, minimum: 1),
        "Files and folders to read; absent: everything below the root.")
    case .imports:
      FieldSpec(
        "imports", .map(.any, .text), "Other projects, by name and path, to refer to as name:entry."
      )
    case .targets:
      FieldSpec(
        "targets", .map(.entries, .fields(TargetField.allCases.map(\.spec))), "Databases, by name.")
    case .defaultTarget: FieldSpec("defaultTarget", .text, "The target where none is named.")
    case .rules:
      FieldSpec(
        "rules",
        .map(
          .rules,
          .either(
            .word(RuleSettings.Level.words),
            .extensible([RuleSettingField.severity.spec], .count(minimum: 0)))),
        "Severity of a rule (off, info, warning, error), or the rule's own settings.")
    case .limits:
      FieldSpec(
        "limits",
        .map(.words(LimitSubject.all.map(\.text)), .fields(LimitField.allCases.map(\.spec))),
        "Budgets by kind and action, such as key.delete, over those that hold without a word.")
    case .release:
      FieldSpec(
        "release", .list(.pattern("^(\(Self.kinds)|\\*)/."), minimum: 1),
        """
        Rows to let go of instead of deleting them, once their entries have left the files: \
        addresses such as key/old-mak, or patterns such as binding/berlin-*.
        """)
    }
  }

  static let list = FieldList(allCases.map(\.spec))

  private static let kinds = EntityKind.allCases.map(\.rawValue).joined(separator: "|")
}

/// What a rule's settings hold besides its own numbers.
enum RuleSettingField: Int, CaseIterable {
  case severity

  var spec: FieldSpec {
    switch self {
    case .severity: FieldSpec("severity", .word(RuleSettings.Level.words), "How much it weighs.")
    }
  }
}

enum RequirementField: Int, CaseIterable {
  case keyform, catalog

  private static let minimum = FieldType.pattern("^>= *[0-9.-]+$")

  var spec: FieldSpec {
    switch self {
    case .keyform: FieldSpec("keyform", Self.minimum, "Such as \">=0.1\".")
    case .catalog: FieldSpec("catalog", Self.minimum, "Such as \">=2026-11\".")
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}

enum TargetField: Int, CaseIterable {
  case url, include

  var spec: FieldSpec {
    switch self {
    case .url: FieldSpec("url", .text, "Such as sqlite:lab.sqlite.", required: true)
    case .include:
      FieldSpec("include", .list(.text, minimum: 1), "The part of the files that it takes.")
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}

enum LimitField: Int, CaseIterable {
  case share, above

  var spec: FieldSpec {
    switch self {
    case .share: FieldSpec("share", .count(minimum: 0), "Percent of the kind's rows.")
    case .above: FieldSpec("above", .count(minimum: 0), "So many are always allowed.")
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}
