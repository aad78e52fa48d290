package import KeyformCore

/// What is said of `was:`, `waivers:`, `release:` and counts, mostly when a plan is made: they mean something only
/// beside what a target holds.
package enum PlanRules {
  package static let findsNothing = RuleMetadata(
    id: "WAS001", name: "was-nothing", severity: .warning,
    what: "The target holds the row that `was:` names.",
    why: "The entry is created as a new one; nothing of the old one's history goes with it.",
    fix: "Correct the name, or remove the `was:` where the entry is new.",
    source: "Keyform, file format: `was`")

  package static let isDone = RuleMetadata(
    id: "WAS002", name: "was-done", severity: .info,
    what: "A `was:` is removed once the row has its new name.",
    why: "It does nothing any more, and a later entry of the old name would be refused.",
    fix: "Remove it, as soon as every target of the repository has been applied to.",
    source: "Keyform, file format: `was`")

  package static let likelyRename = RuleMetadata(
    id: "WAS004", name: "was-missing", severity: .info,
    what: "A key that gets another name says what it was called.",
    why: "Else the old row is deleted with its history, and a new one with the same value made.",
    fix: "Write `was: OLD-NAME` in the new entry.",
    source: "Keyform, file format: `was`")

  package static let isOccupied = RuleMetadata(
    id: "WAS005", name: "was-occupied", severity: .warning,
    what: "A row is renamed to a name that no other row keeps.",
    why:
      "Both rows are there: the one of the new name is updated, and the old one deleted or kept.",
    fix: "Apply the removal of the row that is in the way first, then the rename.",
    source: "Keyform, file format: `was`")

  package static let waiverExpired = RuleMetadata(
    id: "WVR001", name: "waiver-expired", severity: .warning,
    what: "A waiver holds up to its `until` day.",
    why: "It was granted for a time; its limit counts all changes again.",
    fix: "Remove it, or have a later `until` reviewed.",
    source: "Keyform, file format: `waivers`")

  package static let waiverUnused = RuleMetadata(
    id: "WVR002", name: "waiver-unused", severity: .info,
    what: "A waiver names changes of the plan.",
    why: "One that is left over would waive a limit for a change that nobody thought of.",
    fix: "Remove it once what it was granted for is applied.",
    source: "Keyform, file format: `waivers`")

  package static let releaseIdle = RuleMetadata(
    id: "OWN001", name: "release-idle", severity: .info,
    what: "What `release` names is a row of the target.",
    why: "A pattern that is left over would let go of a row that somebody means to delete.",
    fix: "Remove it once every target of the repository has been applied to.",
    source: "Keyform, file format: `release`")

  package static let unsharedInUse = RuleMetadata(
    id: "OWN002", name: "unshared-in-use", severity: .warning,
    what: "A key stays shared with the projects that use it in the target.",
    why: "Their rows stay, but their next plans are refused.",
    fix: "Let them change to another key first, or go on sharing it.",
    source: "Keyform, file format: `sharedWith`")

  package static let countRises = RuleMetadata(
    id: "CNT005", name: "count-rises", severity: .warning,
    what: """
      The `remaining` count of a MAK rises above that in the target only with its `quantity`, or with \
      another value.
      """,
    why: """
      Activations are used up and never come back: a higher number was mistyped, or read from \
      another key.
      """,
    fix: "Read the count again; where Microsoft granted more, raise `quantity` in the same change.",
    source: "inference: activations of a MAK do not come back")

  package static let overrideUnused = RuleMetadata(
    id: "IDLE003", name: "unused-override", severity: .info,
    what: "An entry of the repository's own `catalog/` is about a product that some entry names.",
    why: """
      It replaces what the built-in catalogue says, and nobody looks whether it is still right: the \
      next rollout of that product is judged by it.
      """,
    fix: "Remove it, or correct the product that it names.",
    source: "Keyform, file format: catalog/")

  package static let unreadableRow = RuleMetadata(
    id: "OWN003", name: "unreadable-row", severity: .info,
    what: "Rows of nobody can be read.",
    why: "One that cannot is left out: no project can take it over, and `import` does not see it.",
    fix: "Correct the row in the target, or delete it there.",
    source: "Keyform, tables: `project`")

  package static let overwritten = RuleMetadata(
    id: "OWN004", name: "value-overwritten", severity: .warning,
    what: "A public key has the catalogue's value in the target.",
    why: "Somebody changed the row behind the project's back; rollouts used that value since.",
    fix: "Find out who it was and why; the apply puts the catalogue's value back.",
    source: "Keyform, drift")

  package static let all = [
    overrideUnused, countRises, releaseIdle, unsharedInUse, unreadableRow, overwritten,
    findsNothing, isDone, likelyRename,
    isOccupied,
    waiverExpired,
    waiverUnused,
  ]
}
