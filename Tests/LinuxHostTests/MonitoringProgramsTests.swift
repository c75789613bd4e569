import Testing

@testable import LinuxHost

@Suite struct MonitoringProgramsTests {
  @Test(
    "A version is told without how it was built",
    arguments: [
      (
        "prometheus, version 2.42.0+ds (branch: debian/sid, revision: 2)\n  build user: x\n",
        "prometheus, version 2.42.0+ds"
      ),
      (
        "time=\"2026-01-02T03:04:05Z\" level=info msg=\"Redis Metrics Exporter 1.45.0-2+b4    "
          + "build date: 20230409-10:15:07    Go: go1.19.8\"\n",
        "Redis Metrics Exporter 1.45.0-2+b4"
      ),
      (
        "mysqld_exporter, version 0.14.0 (branch: debian/sid, revision: 0.14.0-3+b5)\n",
        "mysqld_exporter, version 0.14.0"
      ),
      ("", ""),
    ])
  func version(answer: String, told: String) {
    #expect(MonitoringPrograms.version(in: answer) == told)
  }

  @Test("An exporter that is not there leaves a database without Prometheus")
  func missing() {
    #expect(MonitoringPrograms.found(exporter: ["no-such-exporter"]) == nil)
    #expect(MonitoringPrograms.found?.exporter == nil)
  }
}
