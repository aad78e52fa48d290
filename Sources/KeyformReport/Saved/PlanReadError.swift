/// Why a saved plan cannot be used. In every case nothing of it was applied.
package enum PlanReadError: Error, Hashable, Sendable {
  /// The file is something else.
  case notAPlan
  /// The file is a report of drift.
  case driftReport
  /// The format's version, as the file states it, is not the one this Keyform knows.
  case otherFormat(String)
  /// The end is missing.
  case cutShort
  /// The bytes are not those that were written.
  case edited
  /// The plan's own digest holds, but a line is not what this Keyform writes there.
  case malformed(line: Int, expected: String)
  /// A field that this Keyform does not know, or at a place where it never writes it.
  case unknownField(address: String, field: String)
  /// A value that the field cannot hold.
  case misfit(address: String, field: String)

  /// What is wrong and what to do, in full sentences that follow the file's name.
  package var message: String {
    switch self {
    case .notAPlan:
      "This is no saved plan. Make one with `keyform plan --out FILE`."
    case .driftReport:
      """
      This is a report of drift, which is never applied. `keyform plan` makes what the files want \
      of the target a plan; `keyform drift --adopt` writes what the target holds into the files.
      """
    case .otherFormat(let format):
      """
      The plan has the format \(format), this Keyform reads \(PlanJSON.format). \
      Use the Keyform that made it, or plan again with this one.
      """
    case .cutShort:
      """
      The plan was cut short: its end is missing, as after a full disk or a broken copy. Plan \
      again, or copy the file again.
      """
    case .edited:
      """
      The plan was changed after it was made: its digest does not fit. A plan is applied as it \
      was reviewed or not at all; change the repository and plan again.
      """
    case .malformed(let line, let expected):
      """
      The plan is damaged or from another Keyform: line \(line) does not hold \(expected) where \
      it should. Plan again.
      """
    case .unknownField(let address, let field):
      """
      The plan sets the field \(field) of \(address), which this \
      Keyform does not know there. Use the Keyform that made the plan, or plan again with this one.
      """
    case .misfit(let address, let field):
      """
      The plan sets the field \(field) of \(address) to something \
      that it cannot hold. The plan is damaged or from another Keyform: plan again.
      """
    }
  }
}
