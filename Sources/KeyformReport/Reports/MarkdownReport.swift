internal import KeyformCore

/// A report for a comment on a pull or merge request, and for the summary of a job: what has to be known
/// first, and details folded.
///
/// It ends below a number of bytes, as forges refuse longer comments or drop them in silence: lists are
/// cut between two objects, folded parts first, and what is missing is counted.
struct MarkdownReport {
  let content: ReportContent
  let masking: Masking
  private let options: ReportOptions

  init(_ content: ReportContent, _ options: ReportOptions) {
    self.content = content
    masking = content.masking
    self.options = options
  }

  func write(to sink: ReportSink) throws {
    let head = self.head
    var listings = self.listings
    MarkdownBudget.fill(
      &listings,
      options.longest - head.bytes.count - Self.footRoom - (options.whole?.utf8.count ?? 0))
    try sink(head)
    for listing in listings { try sink(listing.bytes(masking)) }
    try sink(foot(listings))
  }

  /// What the last lines may take, beside the address of the whole report.
  private static let footRoom = 400

  private var head: ReportBytes {
    block { buffer in
      buffer.add(words: "<!-- keyform ")
      buffer.add(ShownText(content.mark, masking).marked(by: Self.mark))
      buffer.add(words: " -->")
      buffer.breakLine()
      buffer.add(words: "## Keyform: ")
      buffer.add(MarkdownText.prose(content.verdict.sentence, masking, most: 500))
      buffer.breakLine()
      if content.parts.count == 1, let id = content.parts[0].reviewID { add(id, to: &buffer) }
    }
  }

  /// The end of a comment must not be in it, and it is looked for as it is.
  private static func mark(_ text: String) -> String {
    String(
      decoding: text.utf8.prefix(150).map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: byte
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","),
          UInt8(ascii: " "), UInt8(ascii: "@"):
          byte
        case UInt8(ascii: "-"): byte
        default: UInt8(ascii: "_")
        }
      }, as: UTF8.self
    ).replacing("--", with: "-_")
  }

  private func add(_ id: ReviewID, to buffer: inout TextBuffer) {
    buffer.breakLine()
    buffer.line("Review id `\(id)`")
  }

  private func foot(_ listings: [MarkdownListing]) -> ReportBytes {
    var missing: [String: Int] = [:]
    for listing in listings where listing.missing > 0 {
      missing[listing.noun, default: 0] += listing.missing
    }
    return block { buffer in
      if !missing.isEmpty {
        let counts = missing.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        buffer.breakLine()
        buffer.line(
          "Cut at \(options.longest) bytes; not shown here: \(counts.joined(separator: ", ")).")
      }
      guard let whole = options.whole else { return }
      buffer.breakLine()
      buffer.line("[The whole report](<\(whole)>)")
    }
  }

  private var listings: [MarkdownListing] {
    var listings = [guards, findings(.silenced, "Silenced by this change")]
    listings.append(notes(content.notes, nil))
    for part in content.parts { listings += self.listings(of: part) }
    let isFirst = content.subject == .validate && content.notes.isEmpty
    listings.append(findings(nil, isFirst ? nil : "Findings"))
    listings.append(findings(.new, "New findings"))
    listings.append(thereBefore)
    listings.append(secrets)
    listings += policies
    listings += content.parts.map(waiting)
    listings += content.parts.map(details)
    listings.append(findings(.fixed, "Fixed"))
    listings.append(advice)
    if let patch { listings.append(patch) }
    return listings
  }

  private func listings(of part: ReportPart) -> [MarkdownListing] {
    let objects = part.objects
    let share = max(1, 40 / content.parts.count)
    let compared = content.comparison.map { [comparison($0)] } ?? []
    return [notes(part.notes, part), counts(of: part)] + compared + [
      MarkdownListing(
        "changes", objects.count - objects.waiting, weight: share,
        head: heading(content.subject == .drift ? "No longer as applied" : "Changes", in: part)
      ) { index in line { MarkdownObject(objects[index], masking).add(to: &$0) } },
      moved(of: part), impact(of: part),
    ]
  }

  private var guards: MarkdownListing {
    let guards = content.guards
    let counts = GuardChange.Effect.allCases.compactMap { effect -> String? in
      let count = guards.count { $0.effect == effect }
      return count == 0 ? nil : "\(count) \(effect.participle)"
    }
    return MarkdownListing(
      "guards", guards.count, weight: 25,
      head: heading("Guards: \(counts.joined(separator: ", "))")
    ) { index in
      let change = guards[index]
      return line { buffer in
        buffer.add("- **\(change.effect.rawValue)** ")
        add(change.place, to: &buffer)
        buffer.add(MarkdownText.code(change.shown, masking, most: 600))
      }
    }
  }

  /// What is said of the whole, or of one part; of one of several with its name above.
  private func notes(_ notes: [ReportNote], _ part: ReportPart?) -> MarkdownListing {
    let head = block { buffer in
      buffer.breakLine()
      guard let part, let title = part.title else { return }
      buffer.add(words: "### ")
      buffer.add(MarkdownText.code(title, masking, most: 200))
      buffer.breakLine()
      buffer.breakLine()
    }
    // The name stands there without a note too.
    guard let part, part.title != nil else {
      return MarkdownListing("notes", notes.count, weight: 15, head: head) { index in
        line { add(notes[index], to: &$0) }
      }
    }
    return MarkdownListing("notes", notes.count + 1, weight: 15, head: head) { index in
      line { buffer in
        guard index == 0 else { return add(notes[index - 1], to: &buffer) }
        buffer.add(words: "- ")
        buffer.add(MarkdownText.prose(part.sentence, masking))
        if let id = part.reviewID { buffer.add("; review id `\(id)`") }
      }
    }
  }

  private func add(_ note: ReportNote, to buffer: inout TextBuffer) {
    switch note.weight {
    case .blocker: buffer.add(words: "- **blocked** ")
    case .hazard: buffer.add(words: "- **hazard** ")
    case .caution, .plain: buffer.add(words: "- ")
    }
    buffer.add(MarkdownText.prose(note.text, masking))
  }

  private func counts(of part: ReportPart) -> MarkdownListing {
    let counts = part.counts.filter { !$0.origins.isEmpty }
    // A list of its own only where none stands right above.
    let isApart = part.notes.isEmpty && part.title == nil
    return MarkdownListing(
      "counts", counts.count, weight: 5, head: isApart ? heading(nil) : .joined([])
    ) { index in
      line { buffer in
        let count = counts[index]
        let origins = count.origins.map { "\($0.count) \($0.name)" }
        buffer.add(
          "- \(count.count) to \(count.action.rawValue): \(origins.joined(separator: ", "))")
      }
    }
  }

  private func moved(of part: ReportPart) -> MarkdownListing {
    MarkdownListing(
      "notes", part.moved > 0 ? 1 : 0, weight: 1,
      head: part.objects.isEmpty ? heading(nil) : .joined([])
    ) { _ in
      line {
        $0.add("- moved, nothing else: \(part.moved == 1 ? "1 entry" : "\(part.moved) entries")")
      }
    }
  }

  private func impact(of part: ReportPart) -> MarkdownListing {
    let groups = part.impactLines(50)
    let lines = groups.flatMap(\.lines)
    let more = groups.reduce(0) { $0 + $1.count } - lines.count
    return MarkdownListing(
      "lines on licences", lines.count + (more > 0 ? 1 : 0), weight: 15,
      head: heading("What it means for licences", in: part)
    ) { index in
      line { buffer in
        guard index < lines.count else { return buffer.add("- and \(more) more") }
        let impact = lines[index]
        let texts =
          [impact.text] + impact.details.map(\.text) + [impact.citation].compactMap(\.self)
        buffer.add(impact.tone == .bad ? "- **short** " : "- ")
        buffer.add(MarkdownText.prose(texts.joined(separator: "; "), masking))
      }
    }
  }

  private var secrets: MarkdownListing {
    let secrets = content.secrets
    return MarkdownListing(
      "secrets", secrets.count, weight: 5,
      head: heading("Secrets that have to be in place before an apply")
    ) { index in
      line { buffer in
        let secret = secrets[index]
        buffer.add(words: "- ")
        buffer.add(MarkdownText.code(secret.address.description, masking))
        buffer.add(words: ": ")
        buffer.add(MarkdownText.prose(secret.source.map(\.shown) ?? "no source is named", masking))
        if let identity = secret.identity {
          buffer.add(words: ", ends in ")
          buffer.add(MarkdownText.code(identity.tail.text, masking))
        } else {
          buffer.add(words: ", ")
          buffer.add(MarkdownText.prose(secret.recorded, masking))
        }
      }
    }
  }

  /// Below the name of a part, where it has one.
  func heading(_ title: String?, in part: ReportPart? = nil) -> ReportBytes {
    block { buffer in
      buffer.breakLine()
      guard let title else { return }
      buffer.line("\(part?.title == nil ? "###" : "####") \(title)")
      buffer.breakLine()
    }
  }

  private func add(_ place: FileLocation?, to buffer: inout TextBuffer) {
    guard let place else { return }
    buffer.add(MarkdownText.code("\(place.file):\(place.line)", masking))
    buffer.add(words: " ")
  }

  func line(_ add: (inout TextBuffer) -> Void) -> ReportBytes {
    block { buffer in
      add(&buffer)
      buffer.breakLine()
    }
  }

  func block(_ add: (inout TextBuffer) -> Void) -> ReportBytes {
    var buffer = TextBuffer(TextStyle(), masking)
    add(&buffer)
    return buffer.take()
  }
}
