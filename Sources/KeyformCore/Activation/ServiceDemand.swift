/// What the hosts and directories of a model are asked for.
///
/// Machines are counted from above: those that several services answer count on each of them. A
/// machine with several Office products counts once, and so does a deployment that states no number.
package struct ServiceDemand: Sendable {
  /// What one service is asked for.
  package struct Load: Sendable {
    /// Machines that ask it and that it answers, or may.
    package fileprivate(set) var counts = ServiceCounts.zero
    /// Whether more machines may ask for Windows, or for Office, than are counted.
    fileprivate var isWindowsOpen = false
    fileprivate var isOfficeOpen = false
    /// Machines that only this host answers for Windows, as far as their number is known.
    package fileprivate(set) var alone = 0
    /// Whether anything may ask it, whatever it covers.
    package fileprivate(set) var isAsked = false
    /// What is asked for, whether or not it is covered, by index into the catalogue's products.
    package fileprivate(set) var asked: [Int32: Asking] = [:]

    /// Windows clients and servers together, as each contact counts; nil: not known.
    package var windows: Int? { isWindowsOpen ? nil : counts.towardClients }
    package var office: Int? { isOfficeOpen ? nil : counts.office }
  }

  /// Deployments that ask for one product, by index into the inventory's: the first by name.
  package struct Asking: Sendable {
    package fileprivate(set) var first: Int32
    /// The first that no directory answers.
    package fileprivate(set) var firstWithoutDirectory: Int32?
    /// The first of those that names the service in `servedBy`.
    package fileprivate(set) var firstNaming: Int32?
  }

  /// By place of the service.
  package private(set) var loads: [Load]

  package init(_ model: ActivationModel) {
    loads = [Load](repeating: Load(), count: model.services.services.count)
    if loads.isEmpty { return }
    var groups: [ServiceRequest.Profile: Tally] = [:]
    for index in model.side.inventory.deployments.entries.indices {
      guard let request = ServiceRequest(of: index, model) else { continue }
      groups[request.profile, default: Tally(first: Int32(index))].add(request)
    }
    // Sums and least values: the order of the groups does not show.
    for (profile, tally) in groups { add(profile, tally, model) }
  }

  /// Machines of many deployments, which ask alike.
  private struct Tally {
    /// The first of the deployments, by index.
    let first: Int32
    var windows = 0
    var office = 0
    /// Deployments that do not say how many machines they have, by what those ask for.
    var openForWindows = 0
    var openForOffice = 0
    var openForBoth = 0

    mutating func add(_ request: ServiceRequest) {
      let isOpenForWindows = request.profile.windows != nil && request.windows == nil
      let isOpenForOffice = request.profile.office != nil && request.office == nil
      windows += request.windows ?? 0
      office += request.office ?? 0
      if isOpenForWindows { openForWindows += 1 }
      if isOpenForOffice { openForOffice += 1 }
      if isOpenForWindows, isOpenForOffice { openForBoth += 1 }
    }
  }

  private mutating func add(
    _ profile: ServiceRequest.Profile, _ tally: Tally, _ model: ActivationModel
  ) {
    note(profile.windows, tally, \.isWindowsOpen, isOpen: profile.hasUnknownKey, model)
    note(profile.office, tally, \.isOfficeOpen, isOpen: profile.hasUnknownKey, model)
    let forWindows = Self.serving(profile.windows, model)
    for place in forWindows {
      if tally.openForWindows > 0 { loads[place].isWindowsOpen = true }
      loads[place].counts.uncounted += tally.openForWindows
      let product = profile.windows.map { model.side.catalog.products[Int($0.products[0])] }
      loads[place].counts.add(tally.windows, product?.family ?? .client)
    }
    for place in Self.serving(profile.office, model) {
      if tally.openForOffice > 0 { loads[place].isOfficeOpen = true }
      let isCounted = forWindows.contains(place)
      loads[place].counts.uncounted += tally.openForOffice - (isCounted ? tally.openForBoth : 0)
      loads[place].counts.add(tally.office, .office)
    }
    if forWindows.count == 1, model.services.isHost(forWindows[0]) {
      loads[forWindows[0]].alone += tally.windows
    }
  }

  private static func serving(_ part: ServiceRequest.Part?, _ model: ActivationModel) -> [Int] {
    guard let part else { return [] }
    let places = part.products.map { model.services.serving(part.asked, $0) }
    return places.count > 1 ? Set(places.joined()).sorted() : places.first ?? []
  }

  /// Notes who asks for what, whether or not it is covered.
  private mutating func note(
    _ part: ServiceRequest.Part?, _ tally: Tally, _ flag: WritableKeyPath<Load, Bool>,
    isOpen: Bool, _ model: ActivationModel
  ) {
    guard let part else { return }
    let places = model.services.places(part.asked)
    for place in places {
      loads[place].isAsked = true
      if isOpen { loads[place][keyPath: flag] = true }
    }
    for product in part.products {
      let hasDirectory = model.services.serving(part.asked, product)
        .contains { !model.services.isHost($0) }
      for place in places {
        var asking = loads[place].asked[product] ?? Asking(first: tally.first)
        asking.first = min(asking.first, tally.first)
        if !hasDirectory {
          asking.firstWithoutDirectory = min(asking.firstWithoutDirectory ?? .max, tally.first)
          if part.asked.named != nil {
            asking.firstNaming = min(asking.firstNaming ?? .max, tally.first)
          }
        }
        loads[place].asked[product] = asking
      }
    }
  }
}

extension Deployment {
  /// What machines activate: Windows, and the Office products.
  package var products: [ProductID] { (os.map { [$0] } ?? []) + office }
}
