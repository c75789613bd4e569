/// The colours and the style sheet of the debrief and of its pictures.
package enum DebriefStyle {
  /// One colour in both schemes; `isText` ones must be readable on `paper` and `card`.
  struct Colour {
    var name: String
    var light: String
    var dark: String
    var isText: Bool
  }

  static let colours: [Colour] = [
    Colour(name: "ink", light: "#16191d", dark: "#eceae5", isText: true),
    Colour(name: "soft", light: "#525a64", dark: "#a8aeb6", isText: true),
    Colour(name: "paper", light: "#fbfaf7", dark: "#14161a", isText: false),
    Colour(name: "card", light: "#ffffff", dark: "#1b1e23", isText: false),
    Colour(name: "line", light: "#dcd8cf", dark: "#33373e", isText: false),
    Colour(name: "red", light: "#a8281f", dark: "#f08a80", isText: true),
    Colour(name: "blue", light: "#1d5794", dark: "#8fbcf0", isText: true),
    Colour(name: "sys", light: "#855600", dark: "#e0b25a", isText: true),
    Colour(name: "ok", light: "#1f6b45", dark: "#7fcfa3", isText: true),
  ]

  /// The whole style sheet; it names no other file.
  package static var css: String {
    let light = variables(\.light)
    return """
      :root{color-scheme:light dark;\(light);\(fonts)}
      @media (prefers-color-scheme:dark){:root{\(variables(\.dark))}}
      @media print{:root{color-scheme:light;\(light)}}
      \(page)
      \(parts)
      \(pictures)
      \(media)
      """
  }

  private static func variables(_ scheme: KeyPath<Colour, String>) -> String {
    colours.map { "--\($0.name):\($0[keyPath: scheme])" }.joined(separator: ";")
  }

  private static let fonts =
    "--mono:ui-monospace,\"DejaVu Sans Mono\",Menlo,monospace;"
    + "--sans:system-ui,\"DejaVu Sans\",\"Helvetica Neue\",sans-serif"

  private static let page = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 var(--sans)}
    main{max-width:1160px;margin:0 auto;padding:36px 40px 72px}
    header{display:flex;gap:28px;align-items:flex-end;justify-content:space-between;\
    border-bottom:2px solid var(--ink);padding-bottom:14px}
    header>div:first-child{min-width:0}
    h1{font-size:27px;line-height:1.18;margin:0;letter-spacing:-.01em;overflow-wrap:anywhere}
    header p{margin:5px 0 0;color:var(--soft)}
    .code{font:12px/1.55 var(--mono);color:var(--soft);text-align:right;max-width:36%;\
    overflow-wrap:anywhere;flex:none}
    h2{font-size:18px;margin:40px 0 10px;letter-spacing:-.005em}
    h3{font-size:14px;margin:18px 0 6px}
    p{margin:0 0 10px}
    .lead{font-size:18px;line-height:1.55;max-width:82ch;margin:22px 0 0}
    .lead b{font-weight:650}
    .tested{max-width:92ch;margin:10px 0 0;color:var(--soft)}
    a{color:var(--blue)}
    a:focus-visible,summary:focus-visible{outline:2px solid var(--blue);outline-offset:2px;\
    border-radius:3px}
    code{font:12.5px var(--mono);overflow-wrap:anywhere}
    .soft{color:var(--soft)}
    figure{margin:0}
    .note{font-size:13px;color:var(--soft);margin:10px 0 0;max-width:100ch}
    .above{margin:0 0 12px}
    .classified{font:600 12px/1.4 var(--mono);letter-spacing:.08em;text-transform:uppercase;\
    text-align:center;color:var(--soft);margin:0 0 18px}
    .skip{position:absolute;left:-999px}.skip:focus{left:12px;top:12px;background:var(--card);\
    padding:6px 10px}
    footer{margin-top:44px;color:var(--soft);font-size:13px;border-top:1px solid var(--line);\
    padding-top:12px}
    footer dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}
    footer dd{margin:0;min-width:0}
    """

  private static let parts = """
    .banner{border:3px double var(--red);border-radius:8px;padding:14px 18px;margin:0 0 26px;\
    background:var(--card)}
    .banner strong{display:block;font-size:21px;color:var(--red);letter-spacing:.01em}
    .banner ul{margin:6px 0 4px;padding-left:20px}.banner p{margin:4px 0 0}
    .strip{display:grid;grid-template-columns:repeat(5,1fr);border:1px solid var(--line);\
    border-radius:8px;background:var(--card);margin:24px 0 0;overflow:hidden}
    .strip>div{padding:13px 16px 14px;border-left:1px solid var(--line);min-width:0}
    .strip>div:first-child{border-left:0}
    .strip dt{font-size:12.5px;color:var(--soft);margin:0}
    .strip dd{margin:1px 0 0;font-size:26px;line-height:1.3;font-weight:650;\
    letter-spacing:-.02em;font-variant-numeric:tabular-nums}
    .strip dd small{display:block;font-size:13px;line-height:1.4;font-weight:400;\
    color:var(--soft);letter-spacing:0;margin-top:3px;overflow-wrap:anywhere}
    .strip .alarm{box-shadow:inset 0 3px 0 var(--red)}
    .void .strip .v{text-decoration:line-through;text-decoration-thickness:1px}
    .pips{display:inline-flex;gap:3px;margin-left:9px;vertical-align:4px}
    .pips i{width:10px;height:10px;border:1.5px solid var(--ink);border-radius:2px}
    .pips i.on{background:var(--ink)}
    .card{background:var(--card);border:1px solid var(--line);border-radius:8px;\
    padding:18px 20px}
    .card+.card,.after{margin-top:14px}
    .scroll{overflow-x:auto}
    .two{display:grid;grid-template-columns:3fr 2fr;gap:22px;align-items:start}
    .big{font-size:17px;line-height:1.45}
    .legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:10px 0 0;padding:0;list-style:none;\
    font-size:12.5px;color:var(--soft)}
    .legend li{display:flex;gap:6px;align-items:center}.legend svg{flex:none}
    .phases{display:grid;grid-template-columns:repeat(4,1fr);gap:14px;margin-top:14px}
    .phase{border-top:2px solid var(--ink);padding-top:8px}
    .phase h3{margin:0;font-size:15px}.phase p{font-size:13px;color:var(--soft);margin:3px 0 0}
    .phase b{color:var(--ink)}.phase .figure-n{float:right;font-size:19px;font-weight:650}
    .phase .figure-n small{font-size:12px;color:var(--soft);font-weight:400}
    table{border-collapse:collapse;width:100%;font-size:14px}
    caption{text-align:left;font-size:13px;color:var(--soft);padding-bottom:6px}
    thead th{font-weight:600;text-align:left;color:var(--soft);font-size:12.5px;\
    border-bottom:1px solid var(--ink);padding:6px 12px 6px 0;vertical-align:bottom}
    tbody th{font-weight:600;text-align:left}
    tbody th,td{border-bottom:1px solid var(--line);padding:8px 12px 8px 0;vertical-align:top;\
    overflow-wrap:anywhere}
    tbody tr:last-child>*{border-bottom:0}
    .n{font-variant-numeric:tabular-nums;white-space:nowrap}
    .whole{white-space:nowrap}.figures{display:inline-block;margin-right:14px;white-space:nowrap}
    td.n,th.n{text-align:right}.l{text-align:left!important}
    tr:target>*{background:color-mix(in srgb,var(--sys) 18%,transparent)}
    .pill{display:inline-block;font-size:12.5px;border:1px solid currentColor;border-radius:99px;\
    padding:0 9px;white-space:nowrap}
    .good{color:var(--ok)}.bad{color:var(--red)}.unsure{color:var(--sys)}
    .pill.bad{border-width:2px;font-weight:650}.pill.unsure{border-style:dashed}
    details>summary{cursor:pointer;padding:5px 0}
    .sheet details{border-bottom:1px solid var(--line)}.sheet details:last-child{border:0}
    .sheet summary{display:grid;grid-template-columns:14px minmax(130px,220px) 1fr;gap:10px;\
    list-style:none;align-items:baseline}
    .sheet summary::-webkit-details-marker{display:none}
    .sheet summary::before{content:"▸";color:var(--soft)}
    .sheet details[open]>summary::before{content:"▾"}
    .sheet details>div{padding:0 0 10px 24px;color:var(--soft);font-size:14px}
    .formula{font:14px/1.6 var(--mono);margin:0 0 12px;overflow-wrap:anywhere}
    .witnesses{margin-top:14px;border-top:1px solid var(--line);padding-top:4px}
    .three{display:grid;grid-template-columns:repeat(3,1fr);gap:14px;align-items:start}
    .three h3{margin-top:0}.three table{font-size:13px}.three .card+.card{margin-top:0}
    .terminal pre{font:12.5px/1.45 var(--mono);max-height:340px;overflow:auto;margin:8px 0 0;\
    white-space:pre-wrap;overflow-wrap:anywhere}.terminal pre i{color:var(--soft);\
    font-style:normal;display:inline-block;min-width:5ch;text-align:right;margin-right:1ch;\
    user-select:none}
    .terminal summary{font-weight:600}
    [hidden]{display:none!important}
    .replaybar{position:sticky;bottom:0;display:flex;flex-wrap:wrap;gap:8px 10px;\
    align-items:center;background:var(--card);border:1px solid var(--ink);border-radius:8px;\
    padding:9px 14px;margin-top:14px;z-index:2}
    .replaybar input{flex:1 1 280px;min-width:160px;accent-color:var(--blue)}
    .replaybar label{font-weight:650}
    .replaybar output{min-width:21ch;font-variant-numeric:tabular-nums}
    .replaybar button{font:inherit;color:inherit;background:none;border:1px solid var(--soft);\
    border-radius:5px;padding:2px 9px;cursor:pointer}
    .replaybar button:disabled{color:var(--soft);border-style:dashed;cursor:default}
    .replaybar :focus-visible,pre:focus-visible,figure:focus-visible{\
    outline:2px solid var(--blue);outline-offset:2px}
    .lane-red{color:var(--red)}.lane-system{color:var(--sys)}.lane-blue{color:var(--blue)}
    """

  private static let pictures = """
    .figure{display:block;width:100%;height:auto}
    .witness{width:auto;max-width:100%}
    .grid{stroke:var(--line);stroke-width:1}.rule{stroke:var(--line)}
    .axis{stroke:var(--soft);stroke-width:1}
    .tick,.lanesub,.when{font-size:11px;fill:var(--soft)}.when{font-size:10px}
    .marksub{font-size:11px;fill:var(--soft)}
    .lane{font-size:14px;font-weight:650;fill:var(--ink)}
    .marklab{font-size:12px;font-weight:700;fill:var(--ink)}
    .mark{stroke:var(--ink);stroke-dasharray:2 3}.sla{stroke:var(--sys);stroke-dasharray:7 3}
    .ev,.barlab{font-size:12px;fill:var(--ink)}.strong{font-weight:700}
    .seglab{font-size:11px;fill:var(--ink)}
    .halo{paint-order:stroke;stroke:var(--card);stroke-width:3.5px;stroke-linejoin:round}
    .red{fill:var(--red);fill-opacity:.1;stroke:var(--red)}
    .redopen{fill:none;stroke:var(--red);stroke-width:1.6}
    .hatched{fill:url(#tl-hatch)}
    .hatch{stroke:var(--red);stroke-opacity:.3;stroke-width:2}
    .backhatch{stroke:var(--ok);stroke-opacity:.5;stroke-width:1.6}
    .dot{fill:var(--sys)}
    .pending{fill:none;stroke:var(--red);stroke-dasharray:3 2}
    .torn{fill:none;stroke:var(--red);stroke-width:1.8}
    .alert{fill:var(--sys);stroke:var(--sys)}
    .alertopen{fill:var(--card);stroke:var(--sys);stroke-width:1.5}
    .seg{fill:none;stroke:var(--soft)}
    .segwarn{fill:url(#tl-dots);stroke:var(--sys)}
    .segbad{fill:url(#tl-hatch);stroke:var(--red);stroke-width:1.6}
    .blue{fill:var(--blue);stroke:var(--blue)}
    .blueopen{fill:var(--card);stroke:var(--blue);stroke-width:1.8}
    .wrong{stroke:var(--red);stroke-width:2.6;fill:none}
    .thincross{stroke:var(--red);stroke-width:2;fill:none}
    .flag{fill:var(--card);stroke:var(--ink);stroke-width:1.4}
    .marklost{fill:url(#tl-cross);stroke:var(--red);stroke-width:1.6}
    .lostband{fill:url(#tl-cross);fill-opacity:.45}
    .uncontained{fill:var(--ink);fill-opacity:.08}
    .rate{fill:none;stroke:var(--ink);stroke-width:1.8;stroke-linejoin:round}
    .twin{fill:none;stroke:var(--red);stroke-width:1.4;stroke-dasharray:5 4;\
    stroke-linejoin:round}
    .prevented{fill:url(#tl-back)}
    .fail{fill:var(--red)}
    .whisker{stroke:var(--soft);stroke-width:1.5}
    .base{stroke:var(--soft);stroke-dasharray:3 3}.median{stroke:var(--ink);stroke-width:2}
    .pt{fill:var(--ink)}.ptopen{fill:var(--card);stroke:var(--ink);stroke-width:1.4}
    .operation{fill:var(--card);stroke:var(--ink);stroke-width:1.3}
    .unsure{stroke-dasharray:4 3}.impossible{stroke:var(--red);stroke-width:1.6}
    .impossibleframe{fill:none;stroke:var(--red);stroke-width:1.6}
    .impossiblelab{font-size:12px;font-weight:700;fill:var(--red)}
    .pause{fill:url(#tl-pause);stroke:var(--ink);stroke-width:.8}
    .pausehatch{stroke:var(--ink);stroke-width:1.4}
    .bluehatch{stroke:var(--blue);stroke-width:1.5}.bluedot{fill:var(--blue)}
    .belief-a,.belief-b,.belief-c,.belief-d,.belief-e{stroke:var(--blue)}
    .belief-a{fill:url(#tl-rise)}.belief-b{fill:url(#tl-spots)}.belief-c{fill:url(#tl-bars)}
    .belief-d{fill:url(#tl-fall)}.belief-e{fill:url(#tl-rows)}
    .cursor{stroke:var(--blue);stroke-width:2.2}.cursor.off{display:none}
    .struck{stroke:var(--soft);stroke-width:1.4}
    .prefixend{stroke:var(--ink);stroke-width:1.4;stroke-dasharray:6 3}
    .edge{fill:none;stroke:var(--ink);stroke-width:1.5}.edge.against{stroke-dasharray:6 3}
    .edge.timed{stroke-dasharray:1.5 3}.edgehead{fill:var(--ink)}
    """

  /// The rules of a witness that is a file of its own.
  static var witness: String { pictures }

  private static let media = """
    @media screen and (max-width:900px){main{padding:22px}.two,.three{grid-template-columns:1fr}
    .strip{grid-template-columns:repeat(6,1fr)}.strip>div{grid-column:span 2}
    .strip>div:nth-child(n+4){grid-column:span 3;border-top:1px solid var(--line)}
    .strip>div:nth-child(4){border-left:0}
    .phases{grid-template-columns:repeat(2,1fr)}
    header{display:block}.code{text-align:left;margin-top:8px;max-width:none}
    }
    .narrow{display:none}
    @media screen and (max-width:900px){.wide{overflow-x:auto}.wide>.timeline{min-width:840px}
    .narrow{display:block}}
    @media screen and (max-width:520px){.strip{display:block}.strip>div{border-left:0;\
    border-top:1px solid var(--line)}.phases{grid-template-columns:1fr}}
    @media print{:root{--paper:#fff}@page{margin:10mm}main{padding:0;max-width:none;zoom:.7}
    .phase,.strip,.banner,tr,figure,svg,.witnesses,.sheet details{break-inside:avoid}
    h2,h3,thead{break-after:avoid}h2{margin-top:30px}.card{box-decoration-break:clone}
    details::details-content{content-visibility:visible;height:auto}
    .sheet details>div p{display:inline;margin-right:14px}
    .classified{position:fixed;top:0;right:0;margin:0;padding:0 6px;background:var(--paper)}\
    .replaybar{display:none}.terminal pre{max-height:none}
    .skip{display:none}*{print-color-adjust:exact}}
    """
}
