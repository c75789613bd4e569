import Programs

/// The style sheet of a program's pages beside the console's: the rules of its pictures.
enum ProgramPagesStyle {
  static let css = ProgramStyle.rules + parts

  private static let parts = """
    .program .figure{min-width:760px}
    .program .room,.program main>.card{margin-top:14px}
    .program ul,.begin{margin:6px 0 8px;padding-left:20px}
    .program ul.rows{padding-left:0}
    .begin li{margin-bottom:8px}
    .countdown{font-size:30px;font-weight:650;letter-spacing:-.02em;margin:0 0 2px;\
    font-variant-numeric:tabular-nums}
    .filter{display:flex;flex-wrap:wrap;gap:6px 16px;align-items:flex-end}
    .filter .field{flex:1 1 150px;margin:0}
    .pages{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;margin-top:12px}
    .likelihood{display:block;width:100%;max-width:300px;height:auto;margin:0 0 8px}
    .interval{fill:var(--blue);fill-opacity:.3;stroke:var(--blue)}
    .mean{stroke:var(--ink);stroke-width:3}
    @media print{.program .filter,.program .pages{display:none}}

    """
}
