internal import KeyformCore

/// What one resource file holds, with every problem of its form.
struct FileContents: Sendable {
  var keys: [Entry<ProductKey>] = []
  var deployments: [Entry<Deployment>] = []
  var bindings: [Entry<Binding>] = []
  var hosts: [Entry<KMSHost>] = []
  var directories: [Entry<Directory>] = []
  var waivers: [Waiver] = []
  var diagnostics: [Diagnostic] = []

  var count: Int {
    keys.count + deployments.count + bindings.count + hosts.count + directories.count
  }
}
