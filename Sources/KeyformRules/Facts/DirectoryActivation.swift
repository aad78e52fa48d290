internal import KeyformCore

/// What activation by Active Directory asks of machines.
///
/// Source: rule AD001; Microsoft, activate using Active Directory-based activation.
enum DirectoryActivation {
  /// The build of Windows 8 and Windows Server 2012, the first that know it.
  static let firstBuild = 9_200

  /// Whether no release of the edition knows it; false where the catalogue has no build.
  static func isTooOld(_ os: ProductID, _ facts: Facts) -> Bool {
    let rows = facts.support.rows(os)
    return !rows.isEmpty && rows.allSatisfy { $0.build > 0 && $0.build < firstBuild }
  }

  /// Whether the deployment is activated by directories and by nothing else: its activation type
  /// says so, or all that serves it are directories.
  static func isOnlyWay(_ deployment: Deployment, _ facts: Facts) -> Bool {
    switch deployment.activationType {
    case .ad: return true
    case .kms, .token: return false
    case .all, nil: break
    }
    return !deployment.servedBy.isEmpty
      && deployment.servedBy.allSatisfy { facts.inventory.directories.index(of: $0) != nil }
  }

  /// Whether a directory that serves the deployment is in its forest, as far as is said.
  static func isInServedForest(_ deployment: Deployment, _ facts: Facts) -> Bool {
    guard let forest = deployment.forest else { return true }
    if deployment.servedBy.isEmpty { return facts.services.hasDirectory(in: forest) }
    let directories = deployment.servedBy.compactMap { facts.inventory.directories[$0] }
    return directories.isEmpty || directories.contains { $0.value.isInForest(of: deployment) }
  }
}
