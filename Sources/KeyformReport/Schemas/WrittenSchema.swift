/// The JSON Schema of what commands that write files say of it.
enum WrittenSchema {
  static var all: [(file: String, json: String)] {
    [("written.schema.json", written.document(title: "What a command wrote into files"))]
  }

  private static var written: SchemaNode {
    .object(
      [
        .init("format", .constant(WrittenJSON.format, "Name and version of this format.")),
        .init("command", .text("The command: init, record, import, drift.")),
        .init("files", .list(.text("A path as the user would name it."), "The files written.")),
        .init("lines", .list(.text("As the text of the command says it."), "What was done.")),
        .init("left", .list(.text("As the text of the command says it."), "What is left to do.")),
      ], "What init, record, import and drift --adopt did.")
  }
}
