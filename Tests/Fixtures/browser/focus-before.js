// Notes every control and how it looks without the focus; returns how many a keyboard must reach.
const kinds = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], "
  + "[contenteditable=true]";
const groups = new Set();
window.cygnetLook = (element) => {
  const parts = [element, element.closest("label"), element.nextElementSibling].filter(Boolean);
  return parts.map((part) => {
    const style = getComputedStyle(part);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0
      ? "none" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
    return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor,
      style.textDecorationLine].join("|");
  }).join("||");
};
document.activeElement?.blur();
window.cygnetControls = [...document.querySelectorAll(kinds)].filter((element) => {
  if (element.disabled || element.tabIndex < 0 || element.type === "hidden") return false;
  if (!element.getClientRects().length) return false;
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.type !== "radio") return true;
  const group = `${element.form ? [...document.forms].indexOf(element.form) : ""}${element.name}`;
  if (groups.has(group)) return false;
  groups.add(group);
  return true;
});
window.cygnetLooks = window.cygnetControls.map(window.cygnetLook);
return window.cygnetControls.length;
