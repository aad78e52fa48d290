package import KeyformCore

/// Who is applying to a target as `keyform.lock/1`.
package struct LockJSON {
  static let format = "keyform.lock/1"

  private let project: String
  private let target: TargetDescription
  private let state: LockState
  private let masking: Masking

  package init(
    project: String, target: TargetDescription, state: LockState, masking: Masking
  ) {
    self.masking = masking
    self.project = project
    self.target = target
    self.state = state
  }

  package func bytes() -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(project)
    json.key("target")
    json.beginObject()
    json.key("name")
    json.value(target.name)
    json.key("url")
    json.value(target.url)
    json.endObject()
    json.key("held")
    json.value(state != .free)
    json.key("holder")
    write(to: &json)
    json.endObject()
    return json.takeDocument()
  }

  private func write(to json: inout JSONWriter) {
    guard case .held(let holder?) = state else { return json.null() }
    json.beginObject()
    json.key("operator")
    json.value(holder.operatorName)
    json.key("host")
    json.value(holder.host)
    json.key("process")
    json.value(holder.process)
    json.key("since")
    json.value(holder.since)
    json.key("plan")
    json.value(holder.planDigest)
    json.endObject()
  }
}
