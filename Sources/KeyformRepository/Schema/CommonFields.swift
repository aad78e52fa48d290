/// Fields that every entry may have, after its own.
enum CommonField: Int, CaseIterable {
  case title, owner, note, labels, ignore, protected, was, notBefore, retireOn

  var spec: FieldSpec {
    switch self {
    case .title: FieldSpec("title", .text, "Free text for people.")
    case .owner: FieldSpec("owner", .text, "Who answers for the entry, such as a mail address.")
    case .note: FieldSpec("note", .text, "Free text for people.")
    case .labels:
      FieldSpec(
        "labels", .map(.entries, .orEmpty(.text)),
        "Names and values of your own, such as site: berlin.")
    case .ignore:
      FieldSpec(
        "ignore",
        .map(.rules, .fields(IgnoreField.allCases.map(\.spec))),
        "Rules to silence on this entry, each with a reason.")
    case .protected:
      FieldSpec(
        "protected", .flag,
        "Whether a delete is refused until an earlier apply has lifted this.")
    case .was:
      FieldSpec(
        "was", .pattern(EntryName.former),
        "The name it had: the row in the target is renamed, not replaced.")
    case .notBefore: FieldSpec("notBefore", .date, "Reserved.", later: true)
    case .retireOn: FieldSpec("retireOn", .date, "Reserved.", later: true)
    }
  }
}

/// `{until, reason}` of an ignored rule.
enum IgnoreField: Int, CaseIterable {
  case until, reason

  var spec: FieldSpec {
    switch self {
    case .until: FieldSpec("until", .date, "The last day on which the rule stays silent.")
    case .reason:
      FieldSpec("reason", .text, "Why the rule does not apply here.", required: true)
    }
  }
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
}
