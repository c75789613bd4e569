/// The rules of the program's pictures; pages append them to the debrief's style sheet.
package enum ProgramStyle {
  /// Every class begins with `pg`, so that it meets none of another page.
  package static let rules = """
    .pgname{font-size:13px;fill:var(--ink)}.pgstrong{font-weight:650}
    .pgbig{font-size:17px;font-weight:650;fill:var(--ink)}
    .pgsmall{font-size:11.5px;fill:var(--soft)}
    .pghalo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    .pgtiny{font-size:10px;fill:var(--soft)}
    .pgloud{fill:var(--red);font-weight:650}
    .pgfresh{fill:var(--ok);fill-opacity:.18;stroke:var(--ok)}
    .pgold{fill:var(--sys);fill-opacity:.13;stroke:var(--sys);stroke-dasharray:9 3}
    .pgempty{fill:none;stroke:var(--red);stroke-width:2.4;stroke-dasharray:6 3}
    .pgnone{fill:none;stroke:var(--line);stroke-dasharray:2 3}
    .pggrid{stroke:var(--line);stroke-width:1}.pgaxis{stroke:var(--soft);stroke-width:1}
    .pgpoint{fill:var(--ink);stroke:var(--ink);stroke-width:1.4}
    .pgopen{fill:var(--card);stroke:var(--ink);stroke-width:1.6}
    .pgdesign{fill:var(--blue);fill-opacity:.15;stroke:var(--blue)}
    .pgbetween{fill:none;stroke:var(--line)}
    .pgfrozen{fill:none;stroke:var(--soft);stroke-width:1.6;stroke-dasharray:5 3}
    .pgwindow{fill:var(--red);stroke:var(--red)}
    .pgwindowband{fill:var(--red);fill-opacity:.07}
    .pgmend{fill:var(--ok);fill-opacity:.15;stroke:var(--ok)}
    .pgtoday{stroke:var(--ink);stroke-width:1.6;stroke-dasharray:2 3}
    .pgdue{fill:var(--sys);stroke:var(--sys)}
    .pgdone{fill:var(--card);stroke:var(--ok);stroke-width:2}
    .pgover{fill:none;stroke:var(--red);stroke-width:2.8}

    """
}
