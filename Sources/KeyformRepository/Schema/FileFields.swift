internal import KeyformCore

/// What files alone say of an entry: it is no state.
enum FileField: CaseIterable {
  case secret, keys, ignore, was, notBefore, retireOn

  var spec: FieldSpec {
    switch self {
    case .secret:
      FieldSpec(
        "secret", .fields(SecretField.allCases.map(\.spec)),
        "Where the value of a secret key is read from; never the value itself.")
    case .keys:
      FieldSpec(
        "keys", .map(.references, .list(.word(KeyUse.words), minimum: 1)),
        "Short form of bindings: key name to uses.")
    case .ignore:
      FieldSpec(
        "ignore", .map(.rules, .fields(IgnoreField.allCases.map(\.spec))),
        "Rules to silence on this entry, each with a reason.")
    case .was:
      FieldSpec(
        "was", .pattern(EntryName.former),
        "The name it had: the row in the target is renamed, not replaced.")
    case .notBefore: FieldSpec("notBefore", .date, "Reserved.", later: true)
    case .retireOn: FieldSpec("retireOn", .date, "Reserved.", later: true)
    }
  }
}

/// Where a secret is read from: `env`, or `file` with an optional `entry`.
enum SecretField: Int, CaseIterable {
  case env, file, entry, sealed, command

  var spec: FieldSpec {
    switch self {
    case .env: FieldSpec("env", .text, "Name of the environment variable that holds the key.")
    case .file: FieldSpec("file", .text, "Path of the file, relative to the root.")
    case .entry: FieldSpec("entry", .text, "Name of the line NAME=VALUE in the file.")
    case .sealed: FieldSpec("sealed", .text, "Reserved.", later: true)
    case .command: FieldSpec("command", .text, "Reserved.", later: true)
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}

/// `{until, reason}` of an ignored rule.
enum IgnoreField: Int, CaseIterable {
  case until, reason

  var spec: FieldSpec {
    switch self {
    case .until: FieldSpec("until", .date, "The last day on which the rule stays silent.")
    case .reason: FieldSpec("reason", .text, "Why the rule does not apply here.", required: true)
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}

/// `{count, asOf}` of `remaining` and `activated`.
enum ObservationField: Int, CaseIterable {
  case count, asOf

  var spec: FieldSpec {
    switch self {
    case .count: FieldSpec("count", .count(minimum: 0), "The number read.", required: true)
    case .asOf: FieldSpec("asOf", .date, "The day it was read.")
    }
  }

  static let list = FieldList(allCases.map(\.spec))
}
