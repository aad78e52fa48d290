internal import KeyformCore

/// What a plan means for licences, as part of its JSON Schema.
enum ImpactSchema {
  static var impact: SchemaNode {
    .object(
      [
        .init("keys", .list(key, "Keys with counted activations, by name.")),
        .init("paths", .list(path, "Machines that lose, change or get their way to activate.")),
        .init(
          "services",
          .list(service, "KMS hosts and directories that other numbers of machines may ask.")),
        .init("supportEnds", .list(supportEnd, "What leaves support within 180 days.")),
        .init("editions", .list(edition, "Machines that shall have another edition.")),
      ],
      "What the plan means for licences; absent where it changes nothing there.")
  }

  private static func addresses(_ kinds: [EntityKind], _ description: String) -> SchemaNode {
    let names = kinds.map(\.rawValue).joined(separator: "|")
    return .list(.pattern("^(\(names))/.+$", "Kind and name of the entry."), description)
  }

  private static var key: SchemaNode {
    .object(
      [
        .init("key", .pattern("^key/.+$", "The key as this project refers to it.")),
        .init(
          "kind",
          .words(
            KeyKind.allCases.filter(\.isCounted).map(\.rawValue), "Its kind.")),
        .init("before", .nullable(balance)), .init("after", .nullable(balance)),
        .init("bindings", addresses([.binding], "The project's bindings that activate with it.")),
        .init("others", .list(.text("In words."), "Rows of other projects that count as well.")),
      ], "What becomes of the activations of one key.")
  }

  static var balance: SchemaNode {
    .object(
      [
        .init("state", .words(KeyState.allCases.map(\.rawValue), "State of the key.")),
        .init(
          "quantity",
          .nullable(.text("Activations granted: a count, or unlimited; null: not recorded."))),
        .init("remaining", .nullable(.count("Activations left, as read; null: not recorded."))),
        .init(
          "asOf", .nullable(.pattern(OutputSchemas.date, "The day that they were read."))),
        .init("machines", .count("Machines of all activation bindings.")),
        .init("activated", .count("Of those, the ones recorded as activated.")),
        .init("activatedKnown", .flag("Whether every binding records how many are.")),
        .init("needed", .count("Activations still needed.")),
        .init("uncounted", .count("Bindings that state no number of machines.")),
        .init(
          "left",
          .nullable(
            .integer(
              """
              Activations left once all machines are activated; below 0: too few; null: not known, \
              or unlimited.
              """))),
      ], "What a key grants, and what is asked of it; null: there is no such key.")
  }

  private static var path: SchemaNode {
    .object(
      [
        .init("change", .words(PathImpact.Change.allCases.map(\.rawValue), "What changes.")),
        .init("product", .text("Id of the product.")),
        .init("before", ways("Ways to activate before; empty: none.")),
        .init("after", ways("Ways to activate afterwards; empty: none.")),
      ] + machines, "Machines of one product whose way to activate changes.")
  }

  static func ways(_ description: String) -> SchemaNode {
    .list(
      .words(
        ActivationPaths.words,
        """
        A way; unserved: a GVLK that no host and no directory covers; token: one whose licence is on \
        a smart card.
        """
      ),
      description)
  }

  private static var service: SchemaNode {
    .object(
      [
        .init(
          "service", .pattern("^(host|directory)/.+$", "The host or directory.")),
        .init("place", .text("DNS name of the host or of the forest.")),
        .init("before", .nullable(counts("Before; null: there was no such service."))),
        .init("after", .nullable(counts("Afterwards; null: there is none any more."))),
        .init(
          "needed",
          .nullable(counts("Counts from which the host activates; null: none are needed."))),
        .init(
          "bindings", addresses([.binding], "Bindings whose machines ask otherwise than before.")),
      ], "How many machines may ask one KMS host or directory: an upper bound.")
  }

  static func counts(_ description: String) -> SchemaNode {
    .object(
      [
        .init("clients", .count("Windows clients.")),
        .init("servers", .count("Servers; they count toward the clients' threshold as well.")),
        .init("office", .count("Office installations.")),
        .init("uncounted", .count("Deployments that state no number of machines.")),
      ], description)
  }

  private static var supportEnd: SchemaNode {
    .object(
      [
        .init("product", .text("Id of the product.")),
        .init("release", .nullable(.text("The release; null: the product has one."))),
        .init("end", .pattern(OutputSchemas.date, "The last day of support.")),
      ] + machines, "A release that leaves support soon.")
  }

  private static var edition: SchemaNode {
    .object(
      [
        .init("from", .text("Id of what the machines have.")),
        .init("to", .text("Id of what they shall have.")),
        .init("evaluation", .flag("Whether they have an evaluation.")),
        .init(
          "consequence",
          .words(
            EditionImpact.Consequence.allCases.map(\.rawValue),
            "What the change takes besides the key.")),
        .init("byHand", .flag("Whether it can be made only by hand at the machine.")),
        .init("minimumBuild", .nullable(.text("The build that machines must have before."))),
      ] + machines, "Machines that shall have another edition.")
  }

  private static var machines: [SchemaNode.Member] {
    [
      .init("machines", .count("How many machines, as far as deployments say.")),
      .init("uncounted", .count("Deployments that state no number.")),
      .init("deployments", addresses([.deployment], "The deployments.")),
      .init("bindings", addresses([.binding], "The bindings that it comes from.")),
    ]
  }
}
