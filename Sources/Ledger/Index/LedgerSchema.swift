internal import GRDB

/// The tables of the index, as versions that follow each other; none is ever changed.
///
/// Shape: tables hold what the folders and the journal hold, under keys that those give, so that
///        an index that was made again has the same rows.
enum LedgerSchema {
  /// One version: what it adds to the one before.
  struct Version: Sendable {
    var name: String
    var statements: String
  }

  static let versions = [
    Version(name: "1: exercises and findings", statements: exercises + findings + program),
    Version(name: "2: gaps, and the order of pages", statements: pages),
    Version(name: "3: what a program waits for", statements: waiting),
    Version(name: "4: what pages ask, in the order they ask it", statements: ordered),
  ]

  static var migrator: DatabaseMigrator { migrator(of: versions) }

  static func migrator(of versions: [Version]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for version in versions {
      migrator.registerMigration(version.name) { try $0.execute(sql: version.statements) }
    }
    return migrator
  }

  private static let exercises = """
    CREATE TABLE exercise (
      folder TEXT NOT NULL PRIMARY KEY, run TEXT NOT NULL, mission TEXT NOT NULL,
      family TEXT NOT NULL, difficulty INTEGER NOT NULL, database_kind TEXT NOT NULL,
      service TEXT NOT NULL, responder TEXT NOT NULL, seed TEXT NOT NULL, began TEXT NOT NULL,
      is_valid INTEGER NOT NULL, verdict TEXT NOT NULL, readiness INTEGER, blast INTEGER NOT NULL,
      time_to_containment_ns INTEGER, ending TEXT NOT NULL, exit_code INTEGER NOT NULL,
      seal TEXT NOT NULL, summary TEXT NOT NULL
    ) STRICT;
    CREATE TABLE root (path TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

    """

  private static let findings = """
    CREATE TABLE journal (
      only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), lines INTEGER NOT NULL,
      bytes INTEGER NOT NULL, digest TEXT NOT NULL
    ) STRICT;
    CREATE TABLE event (
      line INTEGER NOT NULL PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL,
      author TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of ON event (finding, line);
    CREATE TABLE finding (
      id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL, title TEXT NOT NULL,
      gap TEXT NOT NULL, gap_type TEXT NOT NULL, service TEXT NOT NULL, family TEXT NOT NULL,
      mission TEXT NOT NULL, run TEXT NOT NULL, status TEXT NOT NULL, since TEXT NOT NULL,
      risk_until TEXT, owner TEXT, owner_email TEXT, is_owner_gone INTEGER NOT NULL, due TEXT,
      next_window TEXT, extensions INTEGER NOT NULL, retest TEXT, blast INTEGER NOT NULL,
      blast_evidence TEXT NOT NULL, shown INTEGER NOT NULL, trials INTEGER NOT NULL,
      likelihood REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL, priority REAL NOT NULL,
      priority_low REAL NOT NULL, opened_at TEXT NOT NULL, reopen_count INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE finding_trial (
      finding TEXT NOT NULL, position INTEGER NOT NULL, run TEXT NOT NULL, mission TEXT NOT NULL,
      seed TEXT NOT NULL, is_shown INTEGER NOT NULL, counts INTEGER NOT NULL,
      PRIMARY KEY (finding, position)
    ) STRICT, WITHOUT ROWID;

    """

  private static let program = """
    CREATE TABLE program (
      only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL, owner TEXT NOT NULL,
      cadence TEXT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE person (
      email TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL,
      zone TEXT NOT NULL, is_active INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE service (
      name TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, database_kind TEXT NOT NULL,
      target TEXT NOT NULL, sla_ns INTEGER NOT NULL, recovery_time_ns INTEGER NOT NULL,
      recovery_point_ns INTEGER NOT NULL, error_budget REAL NOT NULL
    ) STRICT;

    """

  private static let pages = """
    CREATE TABLE exercise_gap (
      folder TEXT NOT NULL, gap TEXT NOT NULL, PRIMARY KEY (folder, gap)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO exercise_gap
      SELECT folder, gap.value FROM exercise, json_each(summary, '$.record.gaps') AS gap;
    CREATE INDEX exercise_by_time ON exercise (began, folder);
    CREATE INDEX exercise_by_family ON exercise (service, family, began);
    CREATE INDEX exercise_by_mission ON exercise (mission, began);
    CREATE INDEX finding_by_priority
      ON finding (priority DESC, priority_low DESC, blast DESC, opened_at, number);
    CREATE INDEX finding_by_owner ON finding (owner_email, status);
    CREATE INDEX finding_by_due ON finding (due);
    CREATE INDEX trial_by_run ON finding_trial (run);

    """

  private static let waiting = """
    CREATE INDEX exercise_by_responder ON exercise (responder, began);
    CREATE INDEX finding_by_retest ON finding (opened_at) WHERE retest IS NOT NULL;
    CREATE INDEX finding_by_standing ON finding (status, risk_until, mission);
    CREATE INDEX finding_by_date ON finding (due, number, status, mission);

    """

  private static let ordered = """
    ALTER TABLE exercise ADD COLUMN kinds TEXT
      GENERATED ALWAYS AS (json_extract(summary, '$.kinds')) VIRTUAL;
    CREATE INDEX exercise_by_kinds
      ON exercise (family, database_kind, kinds, responder, mission);
    DROP INDEX finding_by_retest;
    CREATE INDEX finding_waiting
      ON finding (priority DESC, priority_low DESC, blast DESC, opened_at, number)
      WHERE retest IS NOT NULL;

    """
}
