/// Where the files of a team's ledger stand, beside its program file.
///
/// Shape: `cygnet.yaml` and `findings.jsonl` belong into the team's repository. `.cygnet/` does
///        not, for all that is in it can be made again.
package struct LedgerPlace: Sendable, Equatable {
  /// The folder of the program file, absolute, without a slash at its end.
  package var root: String

  /// The place beside a program file.
  package init(root: String) { self.root = root }

  /// What the team wrote.
  package var program: String { root + "/cygnet.yaml" }
  /// The journal of findings.
  package var journal: String { root + "/findings.jsonl" }
  /// On which days exercises of a simulated program count; there only beside such a program.
  package var simulated: String { root + "/simulated.jsonl" }
  /// What can be made again.
  package var folder: String { root + "/.cygnet" }
  /// The index.
  package var database: String { folder + "/ledger.db" }
  /// Held while the index is opened or made.
  var lock: String { folder + "/lock" }

  /// A path as the ledger writes it: from the root on where it lies below it.
  package func short(_ absolute: String) -> String {
    absolute.hasPrefix(root + "/") ? String(absolute.dropFirst(root.count + 1)) : absolute
  }

  /// The opposite of `short`.
  package func full(_ short: String) -> String {
    short.hasPrefix("/") ? short : root + "/" + short
  }
}
