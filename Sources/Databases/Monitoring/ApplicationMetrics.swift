/// The names under which the load tells Prometheus how the application fares.
package enum ApplicationMetrics {
  /// Writes and compare-and-sets that came to an end, by `outcome`: `ok`, `fail`, `info`.
  package static let writes = "cygnet_application_writes_total"
  /// Reads that came to an end, by `outcome`.
  package static let reads = "cygnet_application_reads_total"
  /// How long acknowledged operations took, in seconds; a histogram by `kind`.
  package static let latency = "cygnet_application_operation_duration_seconds"
}
