/// Who asks for a target's lock, and for what.
package struct LockClaim: Hashable, Sendable {
  package let project: String
  package let operatorName: String?
  /// Of the saved plan; nil where plan and apply are one command.
  package let planDigest: String?

  package init(project: String, operatorName: String?, planDigest: String?) {
    self.project = project
    self.operatorName = operatorName
    self.planDigest = planDigest
  }
}

/// Who holds a target's lock, as the holder said itself. Only for people to read: whether the lock
/// is held, the lock itself tells.
package struct LockHolder: Hashable, Sendable {
  package let project: String
  package let operatorName: String?
  package let host: String
  /// Process id on that host.
  package let process: Int
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package let since: String
  package let planDigest: String?

  /// `seconds` since 1970 in UTC.
  package init(_ claim: LockClaim, host: String, process: Int, seconds: Int) {
    project = claim.project
    operatorName = claim.operatorName
    self.host = host
    self.process = process
    since = Self.time(seconds)
    planDigest = claim.planDigest
  }

  /// For messages: `maria on build-7 (process 4711) since 2026-11-21T10:00:00Z, plan 0f3a…`.
  package var shown: String {
    let plan = planDigest.map { "plan \($0.prefix(12))…" } ?? "no saved plan"
    return "\(operatorName ?? "somebody") on \(host) (process \(process)) since \(since), \(plan)"
  }

  private static func time(_ seconds: Int) -> String {
    let day = CalendarDate(days: Int32(seconds / 86_400))
    let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day)T\(clock.joined(separator: ":"))Z"
  }
}

/// Whether somebody is applying to a target.
package enum LockState: Hashable, Sendable {
  case free
  /// Nil where the holder has not said yet who it is.
  case held(LockHolder?)
}

extension LockHolder {
  /// One `name=value` a line, as it lies in the target; line breaks in values become blanks.
  package var record: String {
    var lines = [
      ("project", project), ("host", host), ("process", String(process)), ("since", since),
    ]
    if let operatorName { lines.append(("operator", operatorName)) }
    if let planDigest { lines.append(("plan", planDigest)) }
    return lines.map { name, value in
      "\(name)=\(String(value.map { $0.isNewline ? " " : $0 }))\n"
    }.joined()
  }

  /// Nil where the text is no such record.
  package init?(record: String) {
    var values: [String: String] = [:]
    for line in record.split(separator: "\n") {
      guard let sign = line.firstIndex(of: "=") else { return nil }
      values[String(line[..<sign])] = String(line[line.index(after: sign)...])
    }
    guard let project = values["project"], let host = values["host"],
      let process = values["process"].flatMap({ Int($0) }), let since = values["since"]
    else { return nil }
    self.project = project
    self.host = host
    self.process = process
    self.since = since
    operatorName = values["operator"]
    planDigest = values["plan"]
  }
}
