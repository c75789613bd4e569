/// Something that a machine or a range can or cannot do; `range doctor` reports each.
package enum Capability: String, Sendable, Codable, CaseIterable {
  case namespaces
  case nftables
  case nfqueue
  case fuse
  case etcd
  case galera
  case redis
  case patroni
  case prometheus
  case victimClock = "victim-clock"
  case processorLimit = "processor-limit"
  case memoryLimit = "memory-limit"
}
