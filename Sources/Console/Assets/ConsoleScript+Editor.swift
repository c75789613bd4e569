extension ConsoleScript {
  /// Red's desk: the text is read as one types, and a mistake leads to its place.
  static let editor = #"""
    let checks = 0, checkTimer = 0;
    const desk = () => document.getElementById("mission-text");
    function checkSoon(wait) {
      clearTimeout(checkTimer);
      checkTimer = setTimeout(check, wait);
    }
    async function check() {
      const area = desk(), own = ++checks;
      if (!area) return;
      const say = (text) => (document.getElementById("review-said").textContent = text);
      try {
        const answer = await fetch(area.form.dataset.check, {
          method: "POST",
          redirect: "error",
          body: new URLSearchParams({ csrf: csrf(), mission: area.value }),
          headers: { Accept: "text/html" },
        });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        // A later text is on its way already.
        if (own !== checks) return;
        const fresh = page.getElementById("review-body");
        if (answer.ok && fresh) morph(document.getElementById("review-body"), fresh);
        else if (answer.status === 429) checkSoon(3000);
        else say("✕ " + (page.querySelector(".lead") || page.body).textContent);
      } catch {
        if (own === checks) say("○ no connection; it was not read");
      }
    }
    function caret() {
      const area = desk(), place = document.getElementById("caret");
      if (!area || !place) return;
      const before = area.value.slice(0, area.selectionStart).split("\n");
      const text = "line " + before.length + ", column " + ([...before.pop()].length + 1);
      if (place.textContent !== text) place.textContent = text;
    }
    document.addEventListener("selectionchange", caret);
    document.addEventListener("input", (event) => {
      if (event.target !== desk()) return;
      caret();
      checkSoon(400);
    });
    document.addEventListener("submit", (event) => {
      const own = event.submitter && event.submitter.hasAttribute("formaction");
      if (!own || !event.target.dataset.check) return;
      event.preventDefault();
      checkSoon(0);
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-line]"), area = desk();
      if (!button || !area) return;
      const lines = area.value.split("\n");
      const line = Math.min(Number(button.dataset.line), lines.length) - 1;
      const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
      const inside = [...lines[line]].slice(0, Number(button.dataset.column) - 1).join("").length;
      area.focus();
      area.setSelectionRange(before + inside, before + inside);
      const height = area.scrollHeight / Math.max(lines.length, 1);
      area.scrollTop = Math.max(0, (line - 4) * height);
    });
    """#
}
