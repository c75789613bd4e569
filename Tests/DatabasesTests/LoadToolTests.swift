import NIOCore
import Testing
import Vocabulary

@testable import Databases

@Suite struct LoadToolTests {
  private static let order = LoadToolOrder(
    endpoint: MemberEndpoint(name: "n2", address: "10.0.0.2", port: 4), clients: 8, keys: 50,
    span: .seconds(5), operations: 4_000, scriptPath: "/s")

  private func trouble(_ tool: any LoadTool, _ output: String) -> String? {
    do throws(LoadToolError) {
      _ = try tool.figures(of: output)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `Every database has a tool, which loads the member that it is told`() throws {
    for database in DatabaseCatalogue.all {
      let tool = try #require(database as? any ToolLoadedDatabase).loadTool
      let run = tool.run(Self.order)
      #expect(run.command.first == tool.program)
      #expect(run.command.contains { $0.contains("10.0.0.2") })
      #expect((run.script != nil) == run.command.contains("/s"))
    }
  }

  @Test func `Each tool is given our own statement`() throws {
    let words = RedisRequest.words(.write(key: "k1", value: 1))
    let redis = RedisBenchmark().run(Self.order).command
    #expect(redis.suffix(3) == [words[0], "k__rand_int__", "__rand_int__"])
    #expect(redis.contains("4000") && redis.contains("50"))
    let postgres = try #require(Pgbench().run(Self.order).script)
    #expect(
      postgres.contains(
        "INSERT INTO registers VALUES (:key::text, :value::bigint) "
          + "ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v;\n"))
    #expect(postgres.contains("\\set key random(0, 49)\n"))
    let maria = try #require(MariaDBSlap().run(Self.order).command.last)
    #expect(
      maria == "--query=INSERT INTO registers VALUES (CONCAT('k', FLOOR(RAND() * 50)), "
        + "FLOOR(RAND() * 1000000000)) ON DUPLICATE KEY UPDATE v = VALUES(v)")
    #expect(MariaDBSlap().run(Self.order).command.contains("--no-drop"))
    let etcd = try #require(Wrk().run(Self.order).script)
    #expect(etcd.contains(String(buffer: EtcdRequest.put(key: "k49", value: 100_049))))
    #expect(etcd.split(separator: "\n").count { $0.hasPrefix("  '{\"key\"") } == 1_000)
  }

  private static let redis = """
     \rSET k__rand_int__ __rand_int__: rps=0.0 (overall: -nan) avg_msec=-nan (overall: -nan)\r
    ====== SET k__rand_int__ __rand_int__ ======
      20000 requests completed in 3.74 seconds
      8 parallel clients
      52 bytes payload

    100.000% <= 55.103 milliseconds (cumulative count 20000)

    Summary:
      throughput summary: 5343.31 requests per second
      latency summary (msec):
              avg       min       p50       p95       p99       max
            1.291     0.032     0.391     5.199    11.159    54.847

    """

  @Test func `Figures of redis-benchmark`() throws {
    let figures = try RedisBenchmark().figures(of: Self.redis)
    #expect(figures.operations == 20_000 && figures.errors == 0)
    #expect(abs(figures.seconds - 3.743) < 0.001)
  }

  @Test func `A redis-benchmark that met an error told no figures`() {
    let output = """
      \rSET k__rand_int__ __rand_int__: rps=0.0 (overall: -nan) avg_msec=-nan (overall: -nan)\r
      Error from server: NOREPLICAS Not enough good replicas to write.
      """
    #expect(trouble(RedisBenchmark(), output)?.contains("NOREPLICAS") == true)
  }

  private static let postgres = """
    pgbench (15.18 (Debian 15.18-0+deb12u1))
    transaction type: up.sql
    scaling factor: 1
    query mode: prepared
    number of clients: 8
    number of threads: 1
    maximum number of tries: 1
    duration: 2 s
    number of transactions actually processed: 2274
    number of failed transactions: 0 (0.000%)
    latency average = 6.519 ms
    initial connection time = 173.713 ms
    tps = 1227.113047 (without initial connection time)

    """

  @Test func `Figures of pgbench count its connecting`() throws {
    let figures = try Pgbench().figures(of: Self.postgres)
    #expect(figures.operations == 2_274 && figures.errors == 0)
    #expect(abs(figures.seconds - 2.0268) < 0.001)
    let failing = Self.postgres.replacing("transactions: 0 (0", with: "transactions: 3 (0")
    #expect(try Pgbench().figures(of: failing).errors == 3)
  }

  @Test func `A pgbench whose clients stopped told no figures`() {
    let output = """
      duration: 1 s
      number of transactions actually processed: 0
      number of failed transactions: 0 (NaN%)
      pgbench: error: client 0 script 0 aborted in command 0 query 0: ERROR:  division by zero
      pgbench: error: Run was aborted; the above results are incomplete.
      """
    #expect(trouble(Pgbench(), output)?.contains("tps =") == true)
  }

  private static let maria = """
    Benchmark
    \tAverage number of seconds to run all queries: 2.215 seconds
    \tMinimum number of seconds to run all queries: 2.215 seconds
    \tMaximum number of seconds to run all queries: 2.215 seconds
    \tNumber of clients running queries: 8
    \tAverage number of queries per client: 500


    """

  @Test func `Figures of mariadb-slap`() throws {
    let expected = LoadToolFigures(operations: 4_000, seconds: 2.215, errors: 0)
    #expect(try MariaDBSlap().figures(of: Self.maria) == expected)
  }

  @Test func `A mariadb-slap that met an error told no figures, and with figures it is counted`()
    throws
  {
    let words = """
      mariadb-slap: Cannot run query insert into nowhere values (1) ERROR : Table \
      'cygnet.nowhere' doesn't exist
      """
    #expect(trouble(MariaDBSlap(), words)?.contains("nowhere") == true)
    #expect(try MariaDBSlap().figures(of: Self.maria + words).errors == 1)
  }

  private static let etcd = """
    Running 2s test @ http://127.0.0.1:26379/v3/kv/put
      1 threads and 8 connections
      Thread Stats   Avg      Stdev     Max   +/- Stdev
        Latency    16.86ms    8.63ms  63.40ms   75.64%
        Req/Sec   485.00     95.10   666.00     70.00%
      973 requests in 2.02s, 411.33KB read
    Requests/sec:    482.15
    Transfer/sec:    203.83KB

    """

  @Test func `Figures of wrk`() throws {
    let figures = try Wrk().figures(of: Self.etcd)
    #expect(figures.operations == 973 && figures.errors == 0)
    #expect(abs(figures.seconds - 2.018) < 0.001)
  }

  @Test func `What wrk was refused or lost is no operation`() throws {
    let refused = Self.etcd.replacing(
      "411.33KB read\n",
      with: """
        411.33KB read
          Socket errors: connect 0, read 2, write 0, timeout 1
          Non-2xx or 3xx responses: 900

        """)
    let figures = try Wrk().figures(of: refused)
    #expect(figures.operations == 73 && figures.errors == 903)
    let unreachable = "unable to connect to 127.0.0.1:26381 Connection refused\n"
    #expect(trouble(Wrk(), unreachable)?.contains("refused") == true)
  }

  @Test(arguments: ["", "\n", "tps = nan", "Requests/sec: -1", "throughput summary: inf"])
  func `Nothing is no figures`(output: String) {
    for tool in [RedisBenchmark(), Pgbench(), MariaDBSlap(), Wrk()] as [any LoadTool] {
      #expect(trouble(tool, output) != nil)
    }
  }
}
