internal import KeyformCore

extension Impact {
  /// A line for each key, as there may be thousands.
  static let codec: Codec<Impact> = .object(
    "What the plan means for licences; absent where it changes nothing there.", onLines: true,
    Member(
      "keys", .list(KeyImpact.codec, "Keys with counted activations, by name.", .lines), \.keys),
    Member(
      "paths",
      .list(
        PathImpact.codec, "Machines that lose, change or get their way to activate.", .lines),
      \.paths),
    Member(
      "services",
      .list(
        ServiceImpact.codec,
        "KMS hosts and directories that other numbers of machines may ask.", .lines), \.services),
    Member(
      "supportEnds",
      .list(SupportImpact.codec, "What leaves support within 180 days.", .lines), \.supportEnds),
    Member(
      "editions",
      .list(EditionImpact.codec, "Machines that shall have another edition.", .lines), \.editions),
    expected: "what the plan means for licences"
  ) { keys, paths, services, supportEnds, editions in
    var impact = Impact()
    impact.keys = keys
    impact.paths = paths
    impact.services = services
    impact.supportEnds = supportEnds
    impact.editions = editions
    return impact.isEmpty ? nil : impact
  }
}

extension KeyImpact {
  fileprivate static let codec: Codec<Self> = .object(
    "What becomes of the activations of one key.",
    Member("key", KeyReference.codec, stored: \.key),
    Member("kind", .word("Its kind.", among: KeyKind.allCases.filter(\.isCounted)), stored: \.kind),
    Member("before", .nullable(KeyBalance.codec), stored: \.before),
    Member("after", .nullable(KeyBalance.codec), stored: \.after),
    Member(
      "bindings",
      .list(.name(of: .binding), "The project's bindings that activate with it."),
      stored: \.bindings),
    Member(
      "others", .list(.text("In words."), "Rows of other projects that count as well."),
      stored: \.others)
  ) {
    Self(key: $0, kind: $1, before: $2, after: $3, bindings: $4, others: $5)
  }
}

extension KeyReference {
  fileprivate static let codec: Codec<Self> = Codec<String>.pattern(
    "^key/.+$", "The key as this project refers to it."
  ).mapped(
    "a key", { $0.hasPrefix("key/") ? KeyReference(String($0.dropFirst(4))) : nil },
    { "key/" + $0.description })
}

extension KeyBalance {
  static let codec: Codec<Self> = .object(
    "What a key grants, and what is asked of it; null: there is no such key.",
    Member("state", .word("State of the key."), stored: \.state),
    Member("quantity", .nullable(Quantity.codec), stored: \.quantity),
    Member(
      "remaining", .nullable(.count("Activations left, as read; null: not recorded."))
    ) { $0.remaining?.count },
    Member("asOf", .nullable(.day("The day that they were read."))) { $0.remaining?.asOf },
    Member("machines", .count("Machines of all activation bindings."), stored: \.machines),
    Member("activated", .count("Of those, the ones recorded as activated."), stored: \.activated),
    Member(
      "activatedKnown", .flag("Whether every binding records how many are."),
      stored: \.isActivatedKnown),
    Member("needed", .count("Activations still needed."), stored: \.needed),
    Member("uncounted", .count("Bindings that state no number of machines."), stored: \.uncounted),
    Member(
      "left",
      .nullable(
        .integer(
          """
          Activations left once all machines are activated; below 0: too few; null: not known, \
          or unlimited.
          """))
    ) { $0.left },
    expected: "activations that add up"
  ) { state, quantity, remaining, asOf, machines, activated, isKnown, needed, uncounted, left in
    guard remaining != nil || asOf == nil else { return nil }
    let balance = KeyBalance(
      state: state, quantity: quantity,
      remaining: remaining.map { Observation(count: $0, asOf: asOf) }, machines: machines,
      activated: activated, isActivatedKnown: isKnown, needed: needed, uncounted: uncounted)
    return balance.left == left ? balance : nil
  }
}

extension Quantity {
  fileprivate static let codec: Codec<Quantity> = Codec(
    .text("Activations granted: a count, or unlimited; null: not recorded.")
  ) { quantity, json, _ in
    json.value(FieldValue(quantity))
  } read: { cursor throws(JSONError) in
    let quantity = Quantity(written: try cursor.string())
    if case .count(let count) = quantity, !(0..<10_000_000_000).contains(count) {
      throw cursor.malformed("a quantity")
    }
    return quantity
  }
}

extension PathImpact {
  fileprivate static let codec: Codec<Self> = .object(
    "Machines of one product whose way to activate changes.",
    Member("change", .word("What changes."), \.change),
    Member("product", .text("Id of the product."), \.product),
    Member("before", ways("Ways to activate before; empty: none."), \.before),
    Member("after", ways("Ways to activate afterwards; empty: none."), \.after),
    ConcernedMachines.members.of(\.machines), expected: "ways that fit the change"
  ) { change, product, before, after, machines in
    let impact = PathImpact(product: product, before: before, after: after, machines: machines)
    return impact.change == change ? impact : nil
  }

  private static func ways(_ description: String) -> Codec<ActivationPaths> {
    Codec<[String]>.list(
      .words(
        ActivationPaths.words,
        """
        A way; unserved: a GVLK that no host and no directory covers; token: one whose licence is on \
        a smart card.
        """), description
    ).mapped(
      "ways to activate", { ActivationPaths($0.compactMap { ActivationPaths(word: $0) }) },
      \.words)
  }
}

extension ServiceImpact {
  fileprivate static let codec: Codec<Self> = .object(
    "How many machines may ask one KMS host or directory: an upper bound.",
    Member("service", .address("The host or directory.", of: [.host, .directory]), \.service),
    Member("place", .text("DNS name of the host or of the forest."), \.place),
    Member(
      "before", .nullable(ServiceCounts.codec("Before; null: there was no such service.")),
      \.before),
    Member(
      "after", .nullable(ServiceCounts.codec("Afterwards; null: there is none any more.")),
      \.after),
    Member(
      "needed",
      .nullable(
        ServiceCounts.codec("Counts from which the host activates; null: none are needed.")),
      \.needed),
    Member(
      "bindings",
      .list(.name(of: .binding), "Bindings whose machines ask otherwise than before."),
      \.bindings)
  ) {
    Self(service: $0, place: $1, before: $2, after: $3, needed: $4, bindings: $5)
  }
}

extension ServiceCounts {
  static func codec(_ description: String) -> Codec<Self> {
    .object(
      description, Member("clients", .count("Windows clients."), \.clients),
      Member(
        "servers", .count("Servers; they count toward the clients' threshold as well."),
        \.servers),
      Member("office", .count("Office installations."), \.office),
      Member(
        "uncounted", .count("Deployments that state no number of machines."), \.uncounted)
    ) {
      Self(clients: $0, servers: $1, office: $2, uncounted: $3)
    }
  }
}

extension SupportImpact {
  fileprivate static let codec: Codec<Self> = .object(
    "A release that leaves support soon.",
    Member("product", .text("Id of the product."), \.product),
    Member("release", .nullable(.text("The release; null: the product has one.")), \.release),
    Member("end", .day("The last day of support."), \.end),
    ConcernedMachines.members.of(\.machines)
  ) {
    Self(product: $0, release: $1, end: $2, machines: $3)
  }
}

extension EditionImpact {
  fileprivate static let codec: Codec<Self> = .object(
    "Machines that shall have another edition.",
    Member("from", .text("Id of what the machines have."), \.from),
    Member("to", .text("Id of what they shall have."), \.to),
    Member("evaluation", .flag("Whether they have an evaluation."), \.isEvaluation),
    Member("consequence", .word("What the change takes besides the key."), \.consequence),
    Member(
      "byHand", .flag("Whether it can be made only by hand at the machine."), \.isByHand),
    Member(
      "minimumBuild", .nullable(.text("The build that machines must have before.")),
      \.minimumBuild), ConcernedMachines.members.of(\.machines)
  ) {
    Self(
      from: $0, to: $1, isEvaluation: $2, consequence: $3, isByHand: $4, minimumBuild: $5,
      machines: $6)
  }
}

extension ConcernedMachines {
  fileprivate static let members: Member<Self, Self> = .group(
    Member("machines", .count("How many machines, as far as deployments say."), \.count),
    Member("uncounted", .count("Deployments that state no number."), \.uncounted),
    Member("deployments", .list(.name(of: .deployment), "The deployments."), \.deployments),
    Member(
      "bindings", .list(.name(of: .binding), "The bindings that it comes from."), \.bindings)
  ) { count, uncounted, deployments, bindings in
    var machines = ConcernedMachines()
    machines.count = count
    machines.uncounted = uncounted
    machines.deployments = deployments
    machines.bindings = bindings
    return machines
  }
}
