internal import KeyformCore

/// An active key's claim to be what a deployment uses for one use of one product: a row of the
/// view `deployment_key`, but for the architecture, which is the deployment's for all of them.
struct ActiveClaim {
  let slot: Int32
  let use: UInt8
  let binding: Int32

  /// Two bindings that claim the same use of the same product.
  struct Conflict {
    let earlier: Int32
    let later: Int32
    let product: ProductID
    /// `installation` or `activation`.
    let use: String
  }

  /// One conflict for each binding that comes second, in the order of the files.
  static func conflicts(
    of deployment: Deployment, at index: Int, _ context: LintContext
  ) -> [Conflict] {
    var claims: [ActiveClaim] = []
    for binding in context.bindingsOfDeployment[index] {
      append(binding, of: deployment, to: &claims, context)
    }
    guard claims.count > 1 else { return [] }
    claims.sort { left, right in
      if (left.slot, left.use) != (right.slot, right.use) {
        return (left.slot, left.use) < (right.slot, right.use)
      }
      if left.binding == right.binding { return false }
      return context.binding(left.binding).origin.isBefore(context.binding(right.binding).origin)
    }
    var conflicts: [Conflict] = []
    var seen = Set<Int32>()
    var first = claims[0]
    for claim in claims.dropFirst() {
      if (claim.slot, claim.use) != (first.slot, first.use) {
        first = claim
      } else if claim.binding != first.binding, seen.insert(claim.binding).inserted {
        conflicts.append(
          Conflict(
            earlier: first.binding, later: claim.binding,
            product: context.catalog.editions[Int(claim.slot)].id,
            use: KeyUse(rawValue: claim.use).words[0]))
      }
    }
    return conflicts.sorted {
      context.binding($0.later).origin.isBefore(context.binding($1.later).origin)
    }
  }

  private static func append(
    _ binding: Int32, of deployment: Deployment, to claims: inout [ActiveClaim],
    _ context: LintContext
  ) {
    guard let key = context.key(ofBinding: Int(binding))?.value, key.state == .active,
      key.keyKind != .csvlk
    else { return }
    let use = context.binding(binding).value.use
    func claim(_ product: ProductID) {
      guard product.slot >= 0 else { return }
      for part in [KeyUse.installation, .activation] where use.contains(part) {
        claims.append(ActiveClaim(slot: product.slot, use: part.rawValue, binding: binding))
      }
    }
    // An add-on key is for machines of any product; the view shows it for the year it licenses.
    if key.keyKind == .esuMAK {
      for product in key.products { claim(product) }
      return
    }
    for product in deployment.installedProducts
    where ProductMatch.fits(key.products, product, release: deployment.release) {
      claim(product)
    }
  }
}

extension Deployment {
  /// `os`, the editions in the medium, and Office, as they stand in the target's
  /// `deployment_product`; none twice.
  fileprivate var installedProducts: [ProductID] {
    var products = os.map { [$0] } ?? []
    for product in image + office where !products.contains(where: { $0.slot == product.slot }) {
      products.append(product)
    }
    return products
  }
}
