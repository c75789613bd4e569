import Debrief

/// The style sheet of the console: the debrief's colours and letters, denser and with forms.
enum ConsoleStyle {
  static let css = [DebriefStyle.css, frame, parts, forms, pictures, media].joined(separator: "\n")

  private static let frame = """
    main{max-width:1440px;padding:18px 28px 56px}
    main:focus{outline:0}
    h1{font-size:22px;margin:0 0 12px}
    h2{font-size:15px;margin:0 0 8px}
    h3{font-size:13px;margin:0 0 4px;color:var(--soft)}
    header.bar{display:flex;flex-wrap:wrap;gap:4px 22px;align-items:center;\
    justify-content:flex-start;padding:9px 28px;background:var(--card);\
    border-bottom:1px solid var(--line)}
    header.bar p{margin:0;color:var(--ink)}
    .where b{font-family:var(--mono);font-size:14px;margin-right:8px}
    .time .label{font-size:12px;color:var(--soft);margin-right:6px}
    .clock,.at{font-family:var(--mono);font-variant-numeric:tabular-nums}
    .time .clock{font-size:19px;font-weight:650}
    .at{font-size:12.5px;color:var(--soft)}
    nav{display:flex;flex-wrap:wrap;gap:2px;margin-right:auto}
    nav a{color:var(--ink);text-decoration:none;padding:5px 11px;border-radius:6px;font-size:14px}
    nav a:hover{background:color-mix(in srgb,var(--line) 55%,transparent)}
    nav a[aria-current]{font-weight:650;box-shadow:inset 0 -2px 0 var(--ink);\
    border-radius:6px 6px 0 0}
    .badge{font-size:12px;border:1px solid var(--line);border-radius:99px;padding:1px 9px}
    .role-red .badge{color:var(--red);border-color:currentColor}
    .role-blue .badge{color:var(--blue);border-color:currentColor}
    .role-white .badge{color:var(--ink);border-color:currentColor}
    .phase-mark{font-size:12.5px;padding:2px 10px;border-radius:99px;border:1px solid var(--line);\
    white-space:nowrap}
    .phase-mark.running{color:var(--ok);border-color:currentColor;font-weight:650}
    .phase-mark.paused{color:var(--sys);border:1px dashed currentColor;font-weight:650}
    .phase-mark.aborted{color:var(--red);border:2px solid currentColor;font-weight:650}
    #foot{margin:0;padding:12px 28px 24px;max-width:none}
    #foot dl{display:flex;flex-wrap:wrap;gap:6px 18px;margin:6px 0 10px}
    #foot dt{float:left;margin-right:-10px}
    #foot dd{margin:0}
    #foot .class{text-transform:uppercase;letter-spacing:.06em;color:var(--ink)}
    kbd{font:11.5px var(--mono);border:1px solid var(--line);border-bottom-width:2px;\
    border-radius:4px;padding:0 5px;background:var(--paper);color:var(--soft)}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    .plain main{max-width:640px;padding-top:12vh}
    .plain h1{font-size:28px}
    """

  private static let parts = """
    .room{display:grid;grid-template-columns:minmax(0,1fr) 380px;gap:14px;align-items:start}
    *+.room{margin-top:14px}
    .wide-column,.hand-column{display:grid;grid-template-columns:minmax(0,1fr);gap:12px;\
    min-width:0;align-content:start}
    [class^=lane-]{white-space:nowrap}
    .card{padding:13px 16px}
    .card+.card{margin-top:12px}
    .room .card,.room .card+.card{margin-top:0}
    .strip{margin:0 0 14px}
    .strip>div{padding:9px 14px 10px}
    .strip dd{font-size:22px}
    .strip dd small{font-size:12.5px}
    .strip .clock{font-size:22px}
    .gauges{grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}
    .gauges dd{font-size:16px;overflow-wrap:anywhere}
    .share-bar{display:block;width:100%;height:5px;margin:5px 0 4px}
    .share-bar .track{fill:var(--line)}
    .share-bar .fill{fill:var(--blue)}
    .gauges .fill{fill:var(--soft)}
    .gauges .fill.near{fill:var(--red)}
    ul.rows{list-style:none;margin:0;padding:0}
    ul.rows>li{padding:7px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
    ul.rows>li:first-child{border-top:0}
    ul.rows p{margin:3px 0 0}
    ul.rows.queue>li{padding:13px 16px;border:1px solid var(--line);margin-bottom:12px}
    .head{display:flex;flex-wrap:wrap;gap:4px 9px;align-items:center}
    .head .inline{margin-left:auto}
    .alerts .firing{border-left:4px solid var(--red);padding-left:11px}
    .alerts .over{border-left:4px solid var(--line);padding-left:11px}
    .host,.target{font-family:var(--mono)}
    .host{border:1px solid var(--line);border-radius:4px;padding:0 6px;font-size:13px}
    .share{font-weight:650;font-variant-numeric:tabular-nums}
    .evidence{margin:4px 0 0;padding-left:18px;font-size:13.5px;color:var(--soft)}
    .deeds{list-style:none;margin:0;padding:0;display:grid;gap:10px}
    .deeds .card+.card{margin-top:0}
    .deed{display:grid;grid-template-columns:minmax(120px,max-content) minmax(0,1fr);gap:4px 20px;\
    align-items:center}
    .deed p{margin:4px 0 0}
    .target{font-size:34px;font-weight:700;line-height:1.1;margin:0;letter-spacing:-.02em;\
    overflow-wrap:anywhere}
    .deed .command{font-size:15px;white-space:pre-wrap}
    .plan,.screen{font:13px/1.5 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
    .screen{background:var(--paper);border:1px solid var(--line);border-radius:6px;\
    padding:10px 12px;height:46vh;min-height:200px;overflow:auto}
    .shell .type{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
    .shell .type input{flex:1 1 320px;font-family:var(--mono)}
    .shell .head{margin-bottom:8px}
    .three{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:16px}
    .facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 14px;margin:0}
    .facts dt{color:var(--soft)}
    .facts dd{margin:0;overflow-wrap:anywhere}
    .tall{max-height:420px;overflow:auto}
    td .inline{margin:0 4px 4px 0}
    .lane-white{color:var(--ink)}
    .verdict{font-size:19px;font-weight:650;margin:0 0 12px}
    .stages{display:flex;flex-wrap:wrap;gap:6px 18px;list-style:none;padding:0;margin:0 0 14px;\
    color:var(--soft)}
    .stages [aria-current]{color:var(--ink);font-weight:650}
    blockquote{margin:8px 0;padding:2px 0 2px 14px;border-left:3px solid var(--line);\
    font-size:16px;white-space:pre-wrap;overflow-wrap:anywhere}
    .link{font-size:14px;user-select:all}
    [hidden]{display:none!important}
    .desk{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:14px;align-items:start}
    .desk .card+.card,.wide-column .card+.card{margin-top:0}
    .yaml{font:13px/1.5 var(--mono);tab-size:2}
    .change .came code{color:var(--ok)}
    .change .went code{color:var(--red)}
    .change code{white-space:pre-wrap}
    .at-moment{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;margin:8px 0 0;\
    font-size:12.5px;color:var(--soft)}
    .at-moment input{flex:1 1 280px;accent-color:var(--ink);padding:0}
    .at-moment .clock{min-width:4.5em;color:var(--ink);font-size:15px}
    """

  private static let forms = """
    form{margin:0}
    .inline{display:inline-flex;flex-wrap:wrap;gap:6px;align-items:center}
    .field{margin:0 0 9px}
    p+.field{margin-top:9px}
    fieldset.field{border:0;padding:0;min-width:0}
    .field label,.field legend{display:block;font-size:12.5px;color:var(--soft);padding:0;\
    margin-bottom:2px}
    input,textarea,select,button{font:inherit;color:inherit}
    input:not([type=checkbox]),textarea,select{background:var(--paper);\
    border:1px solid var(--soft);border-radius:6px;padding:5px 9px;max-width:100%}
    .field input:not([type=checkbox]),.field textarea,.field select{width:100%}
    textarea{resize:vertical}
    ::placeholder{color:var(--soft);opacity:1}
    .hint{display:block;font-size:12px;color:var(--soft);margin-top:2px}
    .field .tick{display:inline-flex;gap:6px;align-items:center;border:1px solid var(--line);\
    border-radius:6px;padding:3px 10px;margin:0 6px 6px 0;color:var(--ink);\
    font:13px var(--mono);cursor:pointer}
    .tick:has(:checked){border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}
    .send{margin:0;display:flex;gap:10px;align-items:center;flex-wrap:wrap}
    button{background:var(--card);border:1px solid var(--soft);border-radius:6px;\
    padding:6px 13px;cursor:pointer;font-weight:600;font-size:14px}
    button:hover{border-color:var(--ink)}
    button.small{padding:2px 10px;font-size:13px;font-weight:500}
    button.primary{background:var(--ink);color:var(--paper);border-color:var(--ink)}
    button.danger{color:var(--red);border-color:var(--red)}
    button.abort{background:var(--red);border-color:var(--red);color:var(--paper);\
    font-size:17px;padding:11px 22px}
    .levers{display:flex;flex-wrap:wrap;gap:8px}
    .levers.main{justify-content:space-between;align-items:center;gap:12px 24px;margin-bottom:14px}
    .levers .abort{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
    .levers.main label{font-size:12.5px;color:var(--soft)}
    .said{font-size:13px}
    .said.wrong{color:var(--red);font-weight:600}
    .said.done{color:var(--ok)}
    :focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:4px}
    #link.lost{color:var(--red);font-weight:650}
    """

  private static let pictures = """
    .lanes .now{stroke:var(--ink);stroke-width:1.6}
    .lanes .cursor-line{stroke:var(--blue);stroke-width:1.6;stroke-dasharray:4 3;\
    visibility:hidden;pointer-events:none}
    .lanes .cursor-line.on{visibility:visible}
    .lanes .tick{text-anchor:middle}
    .lanes .red{fill-opacity:.18}
    """

  private static let media = """
    @media screen and (max-width:1000px){.room{grid-template-columns:minmax(0,1fr)}
    .three,.desk{grid-template-columns:minmax(0,1fr)}main,header.bar,#foot{padding-left:16px;\
    padding-right:16px}header.bar{display:flex}nav{order:9;width:100%}\
    .lanes{min-width:760px}.strip.gauges>div:nth-child(n){grid-column:auto}\
    .deed{grid-template-columns:minmax(0,1fr)}}
    @media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important;\
    scroll-behavior:auto!important}}
    @media (forced-colors:active){.share-bar .fill{fill:CanvasText}}
    """
}
