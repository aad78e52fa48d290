/// The medium that a deployment installs from.
package enum Media: String, Sendable, CaseIterable {
  case volume, retail, evaluation, oem
}

/// The licence that a machine set is converted from.
package enum FormerLicence: String, Sendable, CaseIterable {
  case mak, retail, oem
  case kmsHost = "kms-host"
  case evaluation
}

/// What a deployment is converted from: the licence, the edition, or both.
package struct Conversion: Hashable, Sendable {
  package var licence: FormerLicence?
  package var edition: ProductID?

  package init(licence: FormerLicence? = nil, edition: ProductID? = nil) {
    self.licence = licence
    self.edition = edition
  }
}

/// How Windows looks for its activation (`slmgr /act-type`). Source: rule AD002.
package enum ActivationType: String, Sendable, CaseIterable {
  case all, ad, kms, token
}

/// The hypervisor of a set of virtual machines, and the host product it runs on.
package struct Virtualization: Hashable, Sendable {
  package var hypervisor: String?
  package var host: ProductID?

  package init(hypervisor: String? = nil, host: ProductID? = nil) {
    self.hypervisor = hypervisor
    self.host = host
  }
}
