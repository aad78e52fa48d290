internal import Dispatch
internal import KeyformCore
internal import Synchronization
internal import Testing

/// Two projects apply to one target at the same time, again and again: each gets what it wants, and
/// neither touches the other's rows or unmanaged ones.
enum ProjectsAtOnce {
  private static let rounds = 12

  static func run(_ target: any DeploymentTarget) throws {
    let unmanaged = TargetSession(target, project: "")
    try unmanaged.apply(strangers, secrets: RenameSamples.secrets)
    let failures = Mutex<[String]>([])
    let wanted = Mutex<[String: Inventory]>([:])
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let session = TargetSession(target, project: ["north", "south"][index])
      do {
        let last = try keepApplying(session, seed: UInt64(index + 1))
        wanted.withLock { $0[session.project] = last }
      } catch {
        failures.withLock { $0.append("\(session.project): \(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    for (project, last) in wanted.withLock({ $0 }) {
      let session = TargetSession(target, project: project)
      #expect(Difference.changes(from: try session.read(), to: last).isEmpty, "\(project)")
      #expect(try target.history(project: project, limit: 100).count == rounds)
    }
    let left = try unmanaged.read()
    #expect(Difference.changes(from: left, to: strangers).isEmpty)
    let ids = try ["", "north", "south"].flatMap {
      try target.history(project: $0, limit: 100).map(\.changeSet)
    }
    #expect(Set(ids).count == ids.count, "a change set has a number of its own")
  }

  private static func keepApplying(
    _ session: TargetSession, seed: UInt64
  ) throws(TargetError) -> Inventory {
    var random = Draws(state: seed)
    var desired = Inventory.empty
    for round in 0..<rounds {
      desired = SampleInventory.changing("mak") { $0.licences = round }
      if random.next() % 2 == 0 { desired.hosts = .empty }
      if random.next() % 3 == 0 { desired.bindings = .empty }
      if random.next() % 4 == 0 { desired.directories = .empty }
      try apply(desired, session)
    }
    return desired
  }

  /// Another's turn passes.
  private static func apply(
    _ desired: Inventory, _ session: TargetSession
  ) throws(TargetError) {
    for attempt in 0... {
      do {
        try session.apply(desired)
        return
      } catch {
        guard case .locked = error, attempt < 100_000 else { throw error }
      }
    }
  }

  /// Unmanaged rows that neither project wants.
  private static var strangers: Inventory {
    RenameSamples.inventory()
  }

  private struct Draws {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
