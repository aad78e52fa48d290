/// How texts stand in JSON: in quotes, and escaped where the format asks for it.
extension RawJSON {
  /// As `key` and `value` of a text, and what would not show itself on a terminal as an escape:
  /// the same text to whoever reads the JSON.
  package mutating func key(visible name: String) {
    separate()
    quoteVisibly(name)
    endKey()
  }

  /// Writes a text that may be shown as it is, which nearly every one may. False: nothing was
  /// written, and the text is to be masked. `isField`: passwords of URLs stay.
  package mutating func value(harmless text: String, isField: Bool) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { buffer in
      guard
        isField
          ? PlainBytes.areAll(buffer, fields: true) : PlainBytes.areAll(buffer, fields: false),
        buffer.count < KeySymbols.fewestBytes || !KeySymbols.mayHoldKey(buffer)
      else { return false }
      separate()
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: buffer)
      bytes.append(UInt8(ascii: "\""))
      needsComma = true
      return true
    } ?? false
  }

  package mutating func value(visible text: String) {
    separate()
    quoteVisibly(text)
    needsComma = true
  }

  private mutating func quoteVisibly(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      if !buffer.contains(where: { $0 == 0x22 || $0 == 0x5C || VisibleText.mayHide($0) }) {
        bytes.append(contentsOf: buffer)
      } else {
        appendVisibly(buffer)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendVisibly(_ buffer: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < buffer.count {
      let byte = buffer[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if byte < 0x20 || !VisibleText.mayHide(byte) || index + length > buffer.count {
        escaped(byte)
        index += 1
        continue
      }
      // Of the first byte as many bits count as it leaves free.
      var value = UInt32(length == 1 ? byte : byte & (0xFF >> UInt8(length + 1)))
      for next in buffer[index + 1..<index + length] { value = value << 6 | UInt32(next & 0x3F) }
      if VisibleText.isHidden(value) {
        appendEscapes(value)
      } else {
        bytes.append(contentsOf: buffer[index..<index + length])
      }
      index += length
    }
  }

  mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      if buffer.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(contentsOf: buffer)
        return
      }
      for byte in buffer { escaped(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case 0x22: bytes.append(contentsOf: [0x5C, 0x22])
    case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
    case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
    case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
    case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
    case 0..<0x20: appendEscape(UInt32(byte))
    default: bytes.append(byte)
    }
  }

  /// One above 16 bits as two, as JSON has it.
  private mutating func appendEscapes(_ value: UInt32) {
    if value < 0x10000 { return appendEscape(value) }
    appendEscape(0xD800 + (value - 0x10000) >> 10)
    appendEscape(0xDC00 + (value - 0x10000) & 0x3FF)
  }

  private mutating func appendEscape(_ value: UInt32) {
    bytes.append(contentsOf: [0x5C, 0x75])
    for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(hex[Int(value >> shift & 15)]) }
  }
}

private let hex = Array("0123456789abcdef".utf8)
