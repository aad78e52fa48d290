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

/// How Windows looks for its activation (`slmgr /act-type`). Source: rule AD002.
package enum ActivationType: String, Sendable, CaseIterable {
  case all, ad, kms, token
}
