package import KeyformCore

// A target that is not there, or has no tables of ours, is only met by a plan and an apply: what
// reads has nothing to read there, and "nothing found" would be taken for an answer.

extension TargetChoice {
  /// Why there is nothing to read.
  package var absence: Failure {
    isMissing
      ? Failure(
        .couldNotRun, "there is no database \(description.shown)",
        "Check the path, which begins at the repository's folder; `keyform apply` makes a new one.")
      : Failure(
        .couldNotRun, "\(description.shown) holds no tables of Keyform's",
        """
        Check the \(description.isFile ? "path" : "URL, its database and schema"); \
        `keyform apply` makes the tables.
        """)
  }

  /// Why a saved plan that was made from rows finds none; nil where there are tables, or nobody knows.
  func absence(from target: any DeploymentTarget) -> Failure? {
    guard case .empty? = try? target.inspect() else { return nil }
    guard isMissing else {
      return Failure(
        .couldNotRun,
        "\(description.shown) holds no tables of Keyform's, and the plan was made from some",
        """
        Nothing was written. Check the \(description.isFile ? "path" : "URL, its database and schema"), \
        or make a new plan.
        """)
    }
    let place = database.path.map { ": no file \($0)" } ?? ""
    let option = description.name.map { "--target \($0)=URL" } ?? "-C or --target"
    return Failure(
      .couldNotRun,
      "there is no database \(description.shown), and the plan was made from one\(place)",
      """
      Nothing was written. The path begins at the repository's folder: say with \(option) where the \
      database is.
      """)
  }

  /// Ends the run where there is nothing to read.
  package func check(_ condition: TargetCondition) throws {
    if case .empty = condition { throw absence }
  }

  /// The same, of a target that is asked just for that.
  package func checkPresence(_ context: RunContext) throws {
    let target = try self.open(context)
    try check(asking { try target.inspect() })
  }
}
