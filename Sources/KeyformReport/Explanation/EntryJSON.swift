package import KeyformCore

/// Everything that is known of one entry, as `keyform.entry/1`.
package struct EntryJSON {
  package static let format = "keyform.entry/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func bytes(_ entry: EntryExplanation) -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("address")
    json.value(entry.address.description)
    json.key("file")
    json.value(entry.place?.file)
    json.key("line")
    json.value(entry.place?.line)
    json.key("fields")
    json.beginObject()
    for (name, value) in entry.entity.withholding(masking).fields {
      json.key(named: name)
      json.value(value)
    }
    json.endObject()
    list("links", entry.links, &json) { link($0, &$1) }
    json.key("activations")
    balance(entry.balance, &json)
    json.key("hosts")
    if let use = entry.hostUse {
      json.beginObject()
      json.key("count")
      json.value(use.hosts)
      json.key("allowed")
      json.value(use.allowed)
      json.key("covers")
      json.list(use.covers)
      json.endObject()
    } else {
      json.null()
    }
    list("services", entry.services, &json) { service($0, &$1) }
    json.key("unserved")
    json.list(entry.unserved)
    list("support", entry.support, &json) { support($0, &$1) }
    json.key("lastChange")
    lastChange(entry.lastChange, &json)
    json.key("install")
    json.value(entry.entity.installation(masking))
    list("conversion", entry.conversion, &json) { step, json in
      json.key("text")
      json.value(step.text)
      json.key("command")
      json.value(step.command)
    }
    json.key("diagnostics")
    DiagnosticJSON(masking: masking).write(entry.diagnostics, in: &json)
    json.endObject()
    return json.takeDocument()
  }

  private func list<Item>(
    _ name: StaticString, _ items: [Item], _ json: inout JSONWriter,
    _ write: (Item, inout JSONWriter) -> Void
  ) {
    json.key(name)
    json.beginArray()
    for item in items {
      json.beginObject()
      write(item, &json)
      json.endObject()
    }
    json.endArray()
  }

  private func link(_ link: EntryLink, _ json: inout JSONWriter) {
    json.key("address")
    json.value(link.address)
    json.key("binding")
    json.value(link.binding.map { "binding/\($0)" })
    json.key("use")
    json.list(link.use.words)
    json.key("machines")
    json.value(link.machines)
    json.key("activated")
    json.value(link.activated?.count)
    json.key("activatedAsOf")
    json.value(link.activated?.asOf?.description)
    json.key("about")
    json.value(link.about)
  }

  /// The members of plans; laid out as the rest here.
  private func balance(_ balance: KeyBalance?, _ json: inout JSONWriter) {
    guard let balance else { return json.null() }
    json.beginObject()
    json.key("state")
    json.value(balance.state.rawValue)
    json.key("quantity")
    json.value(FieldValue(balance.quantity))
    json.key("remaining")
    json.value(balance.remaining?.count)
    json.key("asOf")
    json.value(balance.remaining?.asOf?.description)
    json.key("machines")
    json.value(balance.machines)
    json.key("activated")
    json.value(balance.activated)
    json.key("activatedKnown")
    json.value(balance.isActivatedKnown)
    json.key("needed")
    json.value(balance.needed)
    json.key("uncounted")
    json.value(balance.uncounted)
    json.key("left")
    json.value(balance.left)
    json.endObject()
  }

  private func service(_ service: EntryService, _ json: inout JSONWriter) {
    json.key("service")
    json.value(service.service.description)
    json.key("place")
    json.value(service.place)
    json.key("covers")
    if let covers = service.covers { json.list(covers) } else { json.null() }
    json.key("asked")
    counts(service.asked, &json)
    json.key("needed")
    counts(service.needed, &json)
  }

  private func counts(_ counts: ServiceCounts?, _ json: inout JSONWriter) {
    guard let counts else { return json.null() }
    json.beginObject()
    for (name, count) in [
      ("clients", counts.clients), ("servers", counts.servers), ("office", counts.office),
      ("uncounted", counts.uncounted),
    ] as [(StaticString, Int)] {
      json.key(name)
      json.value(count)
    }
    json.endObject()
  }

  private func support(_ support: EntrySupport, _ json: inout JSONWriter) {
    json.key("product")
    json.value(support.product)
    json.key("release")
    json.value(support.release)
    json.key("newest")
    json.value(support.isNewest)
    json.key("end")
    json.value(support.end.description)
    json.key("days")
    json.value(support.days)
    json.key("esuEnd")
    json.value(support.esuEnd?.description)
  }

  private func lastChange(_ change: LastChange, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("status")
    let target: String?
    var reason: String?
    var writer: LastWriter?
    switch change {
    case .notAsked(let why):
      json.value("not-asked")
      target = nil
      reason = why
    case .unreachable(let name, let why):
      json.value("unreachable")
      target = name
      reason = why
    case .none(let name):
      json.value("none")
      target = name
    case .known(let name, let last):
      json.value("known")
      target = name
      writer = last
    }
    json.key("target")
    json.value(target)
    json.key("reason")
    json.value(reason)
    json.key("changeSet")
    json.value(writer?.changeSet)
    json.key("appliedAt")
    json.value(writer?.appliedAt)
    json.key("operator")
    json.value(writer?.operatorName)
    json.key("databaseRole")
    json.value(writer?.databaseRole)
    json.endObject()
  }
}
