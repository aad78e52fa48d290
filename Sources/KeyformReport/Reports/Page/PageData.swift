internal import KeyformCore

/// The objects as JSON, for the script: a block of data that nothing runs, in which no text can end
/// the block. Each is made when it is written, on all cores.
struct PageData {
  private static let size = 128
  /// Blocks in memory at a time.
  private static let batch = 32

  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func write(_ page: inout MarkupBuffer, to sink: ReportSink) throws {
    let parts = content.parts.filter { !$0.objects.isEmpty }
    if parts.isEmpty { return }
    page.add(markup: "<script type=\"application/json\" id=\"data\">{\"objects\":[")
    try sink(page.take())
    var isFirst = true
    for part in parts {
      let title = content.parts.count > 1 ? part.title : nil
      for blocks in batches(of: part.objects.count) {
        let masking = content.masking
        let isVeryFirst = isFirst
        let pieces = AllCores.map(blocks.count) { index in
          let block = blocks.lowerBound + index
          let range = block * Self.size..<min((block + 1) * Self.size, part.objects.count)
          var json = JSONWriter(masking: masking)
          if !isVeryFirst || index > 0 { json.endValue() }
          for object in part.objects[range] { Self.write(object, title, to: &json) }
          return json.take().inScript
        }
        for piece in pieces { try sink(piece) }
        isFirst = false
      }
    }
    page.add(markup: "\n]}</script>\n")
  }

  private func batches(of count: Int) -> [Range<Int>] {
    let blocks = (count + Self.size - 1) / Self.size
    return stride(from: 0, to: blocks, by: Self.batch).map { $0..<min($0 + Self.batch, blocks) }
  }

  private static func write(_ object: ReportObject, _ title: String?, to json: inout JSONWriter) {
    json.beginLine()
    json.beginObject()
    json.key("action")
    json.value(object.action?.rawValue ?? "drift")
    json.key("symbol")
    json.value(object.symbol)
    json.key("address")
    json.value(object.address.description)
    add("target", title, &json)
    add("summary", object.summary.isEmpty ? nil : object.summary, &json)
    add("place", object.place.map { "\($0.file):\($0.line)" }, &json)
    add("owner", object.annotations.owner, &json)
    json.key("fields")
    json.beginArray()
    for field in object.fields {
      json.beginArray()
      json.value(field.name)
      add(field.from, &json)
      add(field.to, &json)
      if let remark = field.remark { json.value(remark) }
      json.endArray()
    }
    json.endArray()
    add("hazards", object.hazards.map(\.rawValue), &json)
    add("origins", ObjectMark.all(of: object).map(\.words), &json)
    add("told", ObjectMark.told(of: object), &json)
    add("sites", object.annotations.labels.filter { $0.name == "site" }.map(\.value), &json)
    json.endObject()
  }

  private static func add(_ text: String?, _ json: inout JSONWriter) {
    if let text { json.value(text) } else { json.null() }
  }

  private static func add(_ name: StaticString, _ text: String?, _ json: inout JSONWriter) {
    guard let text else { return }
    json.key(name)
    json.value(text)
  }

  private static func add(_ name: StaticString, _ texts: [String], _ json: inout JSONWriter) {
    if texts.isEmpty { return }
    json.key(name)
    json.beginArray()
    for text in texts { json.value(text) }
    json.endArray()
  }
}
