// Where the focus is: its number among the controls (-1 elsewhere), and whether one can see it.
const element = document.activeElement;
let at = window.cygnetControls.indexOf(element);
if (at < 0 && element?.type === "radio") {
  at = window.cygnetControls.findIndex((each) =>
    each.type === "radio" && each.name === element.name && each.form === element.form);
}
const isPage = !element || element === document.body || element === document.documentElement;
return {
  at, page: isPage,
  seen: isPage || at < 0 || window.cygnetLook(element) !== window.cygnetLooks[at],
  where: isPage ? "page" : `${element.localName}#${element.id}[${element.getAttribute("name") || ""}]`
    + ` “${(element.textContent || element.value || "").trim().slice(0, 30)}”`,
};
