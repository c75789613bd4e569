// What is lost on a page that has become narrow; returns [{rule, where, what}].
const findings = [];
// What lies in a part that scrolls by itself makes no page wide.
function scrolls(element) {
  if (!element || element === document.body) return false;
  return /auto|scroll/.test(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement);
}
const wide = document.documentElement.scrollWidth;
if (wide > innerWidth) {
  const culprits = [...document.body.querySelectorAll("*")].filter((each) => {
    const box = each.getBoundingClientRect();
    return !scrolls(each.parentElement) && box.width && box.right + scrollX > innerWidth + 1
      && ![...each.children].some((child) => child.getBoundingClientRect().right > innerWidth + 1);
  }).slice(0, 4).map((each) => `${each.localName}.${each.getAttribute("class") || ""}`);
  findings.push({
    rule: "zoom", where: "html", what: `${wide} of ${innerWidth} wide: ${culprits.join(", ")}`,
  });
}
for (const element of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(element);
  const isClipped = ["hidden", "clip"].includes(style.overflowX)
    && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2;
  const says = [...element.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if (isClipped && says && element.getClientRects().length && !element.title) {
    findings.push({
      rule: "zoom", where: element.localName + "." + (element.getAttribute("class") || ""),
      what: `text is cut off: “${element.textContent.trim().slice(0, 40)}”`,
    });
  }
}
return findings;
