internal import KeyformCore

/// How many machines of one deployment ask a KMS host, by what they ask for.
struct KMSClients {
  /// A number of machines, counted from above; nil: not known.
  private(set) var windows: Int? = 0
  private(set) var office: Int? = 0
  /// Whether a GVLK activates Windows, or the media bring theirs and no other key is bound.
  private(set) var asksForWindows = false
  /// Office products that a GVLK activates.
  private(set) var officeProducts: [ProductID] = []

  var isNobody: Bool { !asksForWindows && officeProducts.isEmpty }

  /// Nobody asks where the machines look elsewhere.
  init(_ deployment: Deployment, at index: Int, _ facts: Facts) {
    switch deployment.activationType {
    case .ad, .token: return
    case .all, .kms, nil: break
    }
    var isActivatedOtherwise = false
    for number in facts.bindingsOfDeployment[index] {
      let binding = facts.binding(number)
      guard binding.value.use.contains(.activation) else { continue }
      guard let key = facts.key(ofBinding: Int(number))?.value else {
        // A key of another project that is not known here may be a GVLK.
        (windows, office) = (nil, nil)
        isActivatedOtherwise = true
        continue
      }
      guard key.state == .active else { continue }
      let machines = binding.value.machines ?? deployment.machines
      let isForWindows = deployment.os.map {
        ProductMatch.fits(key.products, $0, release: deployment.release)
      }
      if isForWindows == true {
        guard key.keyKind == .gvlk else {
          if key.keyKind != .esuMAK { isActivatedOtherwise = true }
          continue
        }
        windows = Self.sum(windows, machines)
        asksForWindows = true
      } else if key.keyKind == .gvlk {
        let products = deployment.office.filter {
          ProductMatch.fits(key.products, $0, release: deployment.release)
        }
        if products.isEmpty { continue }
        office = Self.sum(office, machines)
        officeProducts += products
      }
    }
    if !asksForWindows, !isActivatedOtherwise, deployment.media == .volume {
      asksForWindows = true
      windows = Self.sum(windows, deployment.machines)
    }
    // Office and its companions stand on one machine, and so may keys by architecture.
    if let machines = deployment.machines {
      windows = windows.map { min($0, machines) }
      office = office.map { min($0, machines) }
    }
  }

  private static func sum(_ count: Int?, _ machines: Int?) -> Int? {
    guard let count, let machines else { return nil }
    let (sum, isTooLarge) = count.addingReportingOverflow(machines)
    return isTooLarge ? .max : sum
  }
}
