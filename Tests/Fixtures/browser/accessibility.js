// Checks one page as it stands; returns [{rule, where, what}]. The body of a function:
// arguments[0] are the names of the rules to check, or nothing for all of them.
// Rules follow WCAG 2.2 A and AA and ARIA 1.2; keyboard and zoom are walked from outside.
const wanted = arguments[0];
const findings = [];
const all = [...document.querySelectorAll("*")];

function place(element) {
  if (!element || element === document.documentElement) return "html";
  const id = element.id ? "#" + element.id : "";
  const name = element.getAttribute("name") ? `[name=${element.getAttribute("name")}]` : "";
  const kind = typeof element.className === "string" && element.className
    ? "." + element.className.trim().split(/\s+/)[0] : "";
  const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
  return `${element.localName}${id}${name}${kind} “${text}”`;
}

function found(rule, element, what) {
  if (wanted && !wanted.includes(rule)) return;
  findings.push({ rule, where: place(element), what });
}

function isShown(element) {
  if (!element.getClientRects().length) return false;
  const style = getComputedStyle(element);
  return style.visibility === "visible" && element.checkVisibility({ opacityProperty: true });
}

function isHidden(element) { return element.closest("[aria-hidden=true]") !== null; }

// Shown to nobody's eyes, read to those who listen: clipped to a pixel.
function isForListeners(element) {
  for (let at = element; at; at = at.parentElement) {
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    if ((style.clip !== "auto" || style.clipPath !== "none" || style.overflow === "hidden")
      && box.width <= 2 && box.height <= 2) return true;
  }
  return false;
}

function named(ids) {
  return (ids || "").split(/\s+/).map((id) => document.getElementById(id))
    .map((element) => (element ? element.textContent : "")).join(" ").trim();
}

// The accessible name, as far as these pages need the algorithm; a placeholder is none.
function name(element) {
  const label = named(element.getAttribute("aria-labelledby"))
    || (element.getAttribute("aria-label") || "").trim();
  if (label) return label;
  if (element.labels && element.labels.length) {
    return [...element.labels].map((each) => each.textContent).join(" ").trim();
  }
  if (element.localName === "input") {
    if (["submit", "button", "reset"].includes(element.type)) {
      return element.value || (element.type === "button" ? "" : element.type);
    }
    if (element.type === "image") return element.alt || "";
    return element.title || "";
  }
  if (["select", "textarea"].includes(element.localName)) return element.title || "";
  const pictures = [...element.querySelectorAll("img[alt], svg[aria-label], svg > title")]
    .map((each) => each.alt || each.getAttribute("aria-label") || each.textContent || "");
  const text = [...element.childNodes].map(function spoken(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.getAttribute("aria-hidden") === "true") return "";
    return [...node.childNodes].map(spoken).join("");
  }).join("");
  return (text + pictures.join(" ")).trim() || element.title || "";
}

function checkDocument() {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) {
    found("lang", document.documentElement, "the page does not say its language");
  }
  if (!document.title.trim()) found("title", document.documentElement, "the page has no title");
  const viewport = document.querySelector("meta[name=viewport]");
  if (viewport && /user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*1(\D|$)/.test(viewport.content)) {
    found("zoom-forbidden", viewport, "the page forbids to enlarge it");
  }
  const seen = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (seen.has(element.id)) found("id", element, "two elements have this id");
    seen.add(element.id);
  }
}

function checkNames() {
  for (const element of document.querySelectorAll("input, select, textarea")) {
    if (element.type === "hidden" || !isShown(element)) continue;
    if (!name(element)) found("label", element, "a control without a label");
  }
  const acting = "a[href], button, summary, [role=button], [role=link], [role=tab]";
  for (const element of document.querySelectorAll(acting)) {
    if (isShown(element) && !name(element)) found("name", element, "nothing says what it does");
  }
  for (const element of document.querySelectorAll("img, svg, iframe, canvas")) {
    if (!isShown(element) || isHidden(element) || element.closest("svg") !== element
      && element.closest("svg")) continue;
    if (element.localName === "img" && element.hasAttribute("alt")) continue;
    const title = element.querySelector(":scope > title");
    const told = name(element) && (element.localName !== "svg" || element.hasAttribute("aria-label")
      || element.hasAttribute("aria-labelledby") || title);
    if (!told) found("picture", element, "a picture without words and not hidden from listeners");
    else if (element.localName === "svg" && !element.hasAttribute("role")) {
      found("picture", element, "an svg with a name needs a role, such as img");
    }
  }
  for (const group of document.querySelectorAll("fieldset")) {
    if (isShown(group) && !group.querySelector(":scope > legend")
      && !group.matches("[aria-label], [aria-labelledby]")) {
      found("group", group, "a fieldset without a legend");
    }
  }
  for (const table of document.querySelectorAll("table")) {
    if (isShown(table) && table.getAttribute("role") !== "presentation"
      && !table.querySelector("th")) found("table", table, "a table without header cells");
  }
}

function checkStructure() {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(isShown);
  const first = headings.filter((each) => each.localName === "h1");
  if (first.length !== 1) {
    found("heading", document.body, `${first.length} headings of the first level`);
  }
  let level = 0;
  for (const heading of headings) {
    const own = Number(heading.localName[1]);
    if (own > level + 1) found("heading-order", heading, `h${own} follows h${level}`);
    level = own;
    if (!heading.textContent.trim()) found("heading-order", heading, "an empty heading");
  }
  const mains = [...document.querySelectorAll("main, [role=main]")].filter(isShown);
  if (mains.length !== 1) found("landmark", document.body, `${mains.length} main landmarks`);
  const regions = "main, header, nav, footer, aside, dialog, [role=main], [role=banner], "
    + "[role=navigation], [role=contentinfo], [role=complementary], [role=search], [role=alert], "
    + "[role=status], [role=log], [role=region], [role=dialog], [aria-live]";
  for (const element of all) {
    const own = [...element.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!own || !document.body.contains(element) || !isShown(element)) continue;
    const skips = element.localName === "a" && (element.getAttribute("href") || "")[0] === "#";
    if (!skips && !element.closest(regions)) {
      found("landmark", element, "text outside of every landmark");
    }
  }
  const navigations = [...document.querySelectorAll("nav")].filter(isShown);
  if (navigations.length > 1) {
    for (const each of navigations) {
      if (!each.hasAttribute("aria-label") && !each.hasAttribute("aria-labelledby")) {
        found("landmark", each, "one of several navigations without a name of its own");
      }
    }
  }
}

const roles = new Set(("alert alertdialog application article banner button cell checkbox "
  + "columnheader combobox complementary contentinfo definition dialog directory document feed "
  + "figure form generic grid gridcell group heading img image link list listbox listitem log main "
  + "marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note "
  + "option presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar "
  + "search searchbox separator slider spinbutton status switch tab table tablist tabpanel term "
  + "textbox timer toolbar tooltip tree treegrid treeitem graphics-document graphics-object "
  + "graphics-symbol").split(" "));
const states = new Set(("activedescendant atomic autocomplete braillelabel brailleroledescription "
  + "busy checked colcount colindex colindextext colspan controls current describedby description "
  + "details disabled dropeffect errormessage expanded flowto grabbed haspopup hidden invalid "
  + "keyshortcuts label labelledby level live modal multiline multiselectable orientation owns "
  + "placeholder posinset pressed readonly relevant required roledescription rowcount rowindex "
  + "rowindextext rowspan selected setsize sort valuemax valuemin valuenow valuetext").split(" "));

function checkRoles() {
  for (const element of all) {
    const role = element.getAttribute("role");
    if (role !== null && !role.trim().split(/\s+/).every((each) => roles.has(each))) {
      found("role", element, `“${role}” is no role`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (!attribute.startsWith("aria-")) continue;
      const state = attribute.slice(5);
      if (!states.has(state)) found("role", element, `${attribute} does not exist`);
      const points = ["labelledby", "describedby", "controls", "owns", "details", "errormessage"];
      if (points.includes(state) && value
        && !value.split(/\s+/).every((id) => document.getElementById(id))) {
        found("role", element, `${attribute} points at nothing`);
      }
      if (state === "live" && !["off", "polite", "assertive"].includes(value)) {
        found("role", element, `aria-live is “${value}”`);
      }
    }
    if (element.tabIndex > 0) found("tabindex", element, `tabindex ${element.tabIndex}`);
    if (element.getAttribute("aria-hidden") === "true" && isShown(element)) {
      const inside = [element, ...element.querySelectorAll("*")].find((each) =>
        each.tabIndex >= 0 && each.matches("a[href], button, input, select, textarea, [tabindex]"));
      if (inside) found("role", inside, "reached by keyboard and hidden from listeners");
    }
    if (element.matches("[onclick]:not(a, button, input, select, textarea, summary, label)")
      && element.tabIndex < 0) found("keyboard", element, "clicked and not reached by keyboard");
  }
  // What is new to a watcher must be told to a listener.
  const live = "[aria-live=polite], [aria-live=assertive], [role=alert], [role=status], [role=log]";
  for (const element of document.querySelectorAll(
    "[id*=alerts]:not(h1, h2, h3), [data-live], [data-fragment]")) {
    if (/alerts/.test(element.id + element.dataset.fragment + element.dataset.live)
      && isShown(element) && !element.closest(live) && !element.querySelector(live)) {
      found("live", element, "new alerts come here and are not told");
    }
  }
}

const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const brush = canvas.getContext("2d", { willReadFrequently: true });
function colour(text) {
  const numbers = /^rgba?\(([^)]+)\)$/.exec(text);
  if (numbers) {
    const parts = numbers[1].split(/[\s,\/]+/).map(Number);
    return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
  }
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = "rgba(0,0,0,0)";
  brush.fillStyle = text;
  brush.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
  return { r, g, b, a: a / 255 };
}
function over(top, below) {
  const mix = (channel) => top[channel] * top.a + below[channel] * (1 - top.a);
  return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
}
function luminance({ r, g, b }) {
  const [x, y, z] = [r, g, b].map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

// What lies below the text: colours of everything under its middle, blended from the bottom up.
function background(element, box) {
  const canvasColour = { r: 255, g: 255, b: 255, a: 1 };
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
    && /dark/.test(getComputedStyle(document.documentElement).colorScheme);
  let below = dark ? { r: 18, g: 18, b: 18, a: 1 } : canvasColour;
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (at.namespaceURI !== "http://www.w3.org/2000/svg" || at.localName === "svg") {
      layers.push(colour(style.backgroundColor));
    }
    if (at.localName === "svg") layers.push(...shapes(at, element, box));
  }
  for (const layer of layers.reverse()) below = over(layer, below);
  return below;
}

// The filled shapes of a drawing in the order in which they are painted.
const filled = new Map();
function shapesOf(drawing) {
  if (filled.has(drawing)) return filled.get(drawing);
  const list = [...drawing.querySelectorAll("rect, circle, ellipse, polygon, path")]
    .filter((shape) => !shape.closest("defs, clipPath, mask, pattern, marker") && isShown(shape))
    .map((shape) => ({ shape, style: getComputedStyle(shape), box: shape.getBoundingClientRect() }))
    .filter(({ style }) => style.fill !== "none" && !style.fill.startsWith("url"));
  filled.set(drawing, list);
  return list;
}

// Fills of the shapes of a drawing that lie below a text of it, the topmost first.
function shapes(drawing, text, around) {
  const x = around.left + around.width / 2;
  const y = around.top + around.height / 2;
  const below = [];
  for (const { shape, style, box } of shapesOf(drawing)) {
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    const matrix = shape.getScreenCTM();
    if (!matrix) continue;
    if (!shape.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()))) continue;
    const fill = colour(style.fill);
    fill.a *= Number(style.fillOpacity) * opacity(shape, drawing);
    below.push(fill);
  }
  return below.reverse();
}

function opacity(element, until) {
  let value = 1;
  for (let at = element; at && at !== until; at = at.parentElement) {
    value *= Number(getComputedStyle(at).opacity);
  }
  return value;
}

function checkContrast() {
  for (const element of all) {
    const texts = [...element.childNodes].filter((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const isControl = element.matches("input:not([type=hidden], [type=range]), textarea, select")
      && (element.value || element.placeholder);
    if (!texts.length && !isControl) continue;
    if (!isShown(element) || isForListeners(element) || element.closest("option, defs, title")
      || element.closest(":disabled, [aria-disabled=true]") || isHidden(element)) continue;
    const style = getComputedStyle(element);
    let box = element.getBoundingClientRect();
    if (texts.length) {
      const range = document.createRange();
      range.selectNodeContents(texts[0]);
      box = range.getBoundingClientRect();
    }
    if (!box.width || !box.height) continue;
    const isDrawn = element.namespaceURI === "http://www.w3.org/2000/svg";
    const ink = colour(isDrawn ? style.fill : style.color);
    ink.a *= opacity(element, null) * (isDrawn ? Number(style.fillOpacity) : 1);
    const ground = background(element, box);
    const ratio = contrast(over(ink, ground), ground);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5) - 0.005) {
      found("contrast", element, `contrast ${ratio.toFixed(2)} at ${size}px`);
    }
  }
}

function checkColourOnly() {
  const telling = "[data-state], [data-status], [class*=status], [class*=badge], [class*=dot], "
    + "[class*=lamp], [class*=pill]";
  for (const element of document.querySelectorAll(telling)) {
    if (!isShown(element) || isHidden(element)) continue;
    if (!name(element) && !element.closest("a, button, [aria-label]")) {
      found("colour-only", element, "a state that is told by colour or shape alone");
    }
  }
  for (const link of document.querySelectorAll("p a[href], li p a[href], dd a[href]")) {
    const parent = link.parentElement;
    const around = [...parent.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1);
    if (!around || !isShown(link)) continue;
    const own = getComputedStyle(link);
    const other = getComputedStyle(parent);
    const differs = own.textDecorationLine !== "none" || own.fontWeight !== other.fontWeight
      || own.borderBottomStyle !== "none";
    if (!differs) found("colour-only", link, "a link in a text that differs by colour alone");
  }
}

checkDocument();
checkNames();
checkStructure();
checkRoles();
checkContrast();
checkColourOnly();
return findings;
