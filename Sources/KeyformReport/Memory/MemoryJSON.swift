internal import KeyformCore

/// What a plan means for what the target remembers, as the member `memory`.
enum MemoryJSON {
  static func write(_ memory: PlanMemory, to json: inout JSONWriter) {
    json.beginObject()
    json.key("takeover")
    write(memory.takeover, to: &json)
    json.key("uncompared")
    write(memory.uncompared, to: &json)
    json.key("guards")
    json.beginArray()
    for change in memory.guards {
      json.beginObject()
      json.key("name")
      json.value(change.name)
      json.key("from")
      json.value(change.before)
      json.key("to")
      json.value(change.after)
      json.key("loosened")
      json.value(change.isLoosened)
      json.endObject()
    }
    json.endArray()
    json.key("takenBack")
    write(memory.writtenAgain, to: &json)
    json.key("formerNames")
    json.list(memory.formerNames)
    json.endObject()
  }

  private static func write(_ comparison: RepositoryComparison?, to json: inout JSONWriter) {
    guard let comparison else { return json.null() }
    json.beginObject()
    json.key("from")
    write(comparison.before, to: &json)
    json.key("to")
    write(comparison.after, to: &json)
    json.key("shallow")
    json.value(comparison.isShallow)
    json.endObject()
  }

  private static func write(_ repository: RepositoryIdentity, to json: inout JSONWriter) {
    json.beginObject()
    json.key("origin")
    json.value(repository.origin?.text)
    json.key("roots")
    json.list(repository.roots)
    json.endObject()
  }

  static func write(_ writtenAgain: [WrittenAgain], to json: inout JSONWriter) {
    json.beginArray()
    for taken in writtenAgain {
      let writer = taken.undo.writer
      json.beginObject()
      json.key("address")
      json.value(taken.address.description)
      json.key("fields")
      json.list(taken.fields)
      json.key("undone")
      json.value(taken.undo.undoOf)
      json.key("undo")
      json.value(writer.changeSet)
      json.members(of: writer)
      json.endObject()
    }
    json.endArray()
  }
}
