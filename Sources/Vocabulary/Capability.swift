/// Something that a machine or a range can or cannot do; `range doctor` reports each.
package enum Capability: String, Sendable, Codable, CaseIterable {
  case namespaces
  case nftables
  case fuse
  case etcd
}
