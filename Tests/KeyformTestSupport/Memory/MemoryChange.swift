internal import KeyformCore

/// One change as what leaves a place and what comes to one.
struct MemoryChange {
  /// As ordered.
  private(set) var change: Change
  /// Nil where there was no row.
  let from: MemoryPlace?
  /// Nil where the row goes.
  let goal: MemoryPlace?
  /// As its owner then sees it; nil where the row goes.
  private(set) var after: Entity?
  var material: KeyMaterial?

  /// `released` are the names of the keys that the project lets go of in the same order.
  init(_ change: Change, of project: String, released: Set<String>) {
    self.change = change
    let own = MemoryPlace(project: project, address: change.address)
    let unmanaged = MemoryPlace(project: "", address: change.address)
    switch change.step {
    case .create(let entity): (from, goal, after) = (nil, own, entity)
    case .update(let before, let entity):
      (from, goal) = (MemoryPlace(project: project, address: before.address), own)
      after = entity
    case .adopt(_, let entity): (from, goal, after) = (unmanaged, own, entity)
    case .release(let entity):
      (from, goal) = (own, unmanaged)
      after = entity.referring { key in
        switch key.project {
        case nil where released.contains(key.name): key
        case nil: KeyReference(project: project, name: key.name)
        case "": KeyReference(name: key.name)
        case _?: key
        }
      }
    case .delete: (from, goal, after) = (own, nil, nil)
    }
  }

  /// The row then; nil where it goes.
  var row: MemoryRow? {
    guard let goal, let after else { return nil }
    return MemoryRow(after, of: goal.project, material: material)
  }

  /// Keeps what somebody has counted in the target since the plan was made.
  mutating func keepObservations(of now: Entity) {
    guard let kept = after?.keepingNewerObservations(of: now) else { return }
    after = kept
    switch change.step {
    case .create, .release, .delete: break
    case .update(let before, _): change = Change(.update(from: before, to: kept), base: change.base)
    case .adopt(let before, _): change = Change(.adopt(from: before, to: kept), base: change.base)
    }
  }
}

extension Entity {
  func keepingNewerObservations(of now: Entity) -> Entity {
    switch (self, now) {
    case (.key(let entry), .key(let now)):
      .key(entry.with(entry.value.keepingNewerObservations(of: now.value)))
    case (.binding(let entry), .binding(let now)):
      .binding(entry.with(entry.value.keepingNewerObservations(of: now.value)))
    case (.key, _), (.deployment, _), (.binding, _), (.host, _), (.directory, _): self
    }
  }

  /// This row with the observation of `planned`, where its own is newer.
  func observed(as planned: Entity) -> Entity {
    switch (self, planned) {
    case (.key(let now), .key(let planned))
    where planned.value.hasOlderObservation(than: now.value, latest: nil):
      var key = now.value
      key.remaining = planned.value.remaining
      return .key(now.with(key))
    case (.binding(let now), .binding(let planned))
    where planned.value.hasOlderObservation(than: now.value, latest: nil):
      var binding = now.value
      binding.activated = planned.value.activated
      return .binding(now.with(binding))
    case (.key, _), (.deployment, _), (.binding, _), (.host, _), (.directory, _): return self
    }
  }
}
