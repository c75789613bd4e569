/// What pages do beside being read: look again when something happened, and send forms in place.
///
/// Limits: everything works without it, by reloading; only terminals need it.
enum ConsoleScript {
  static let source = [
    "\"use strict\";", morph, refresh, follow, lanes, editor, forms, keys, terminals,
  ]
  .joined(separator: "\n")

  /// Makes the page equal to a newer one and leaves alone what a person is at.
  private static let morph = #"""
    const key = (node) => (node.nodeType === 1 && node.id) || "";
    function morph(from, to) {
      if (from.isEqualNode(to) || (from.nodeType === 1 && "keep" in from.dataset)) return;
      if (from.nodeName !== to.nodeName || key(from) !== key(to)) {
        from.replaceWith(document.importNode(to, true));
        return;
      }
      if (from.nodeType !== 1) {
        from.data = to.data;
        return;
      }
      for (const { name } of [...from.attributes])
        if (!to.hasAttribute(name) && name !== "open") from.removeAttribute(name);
      for (const { name, value } of [...to.attributes])
        if (from.getAttribute(name) !== value) from.setAttribute(name, value);
      const known = new Map();
      for (const child of from.children) if (child.id) known.set(child.id, child);
      let at = from.firstChild;
      for (const child of [...to.childNodes]) {
        const same = child.id && known.get(child.id);
        if (same) {
          if (same === at) at = at.nextSibling;
          else from.insertBefore(same, at);
          morph(same, child);
        } else if (at && !key(at) && !key(child) && at.nodeName === child.nodeName) {
          const next = at.nextSibling;
          morph(at, child);
          at = next;
        } else {
          from.insertBefore(document.importNode(child, true), at);
        }
      }
      while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
      }
    }
    """#

  /// One look at the server for the whole page, so that all parts are of one moment.
  private static let refresh = #"""
    const base = document.body.dataset.base;
    const csrf = () => document.querySelector('meta[name="csrf"]').content;
    let born = performance.now(), busy = false, again = false, timer = 0;
    function tell(isLive) {
      const link = document.getElementById("link");
      if (!link) return;
      const words = isLive ? "● live" : "○ no connection, trying again";
      if (link.textContent !== words) link.textContent = words;
      link.classList.toggle("lost", !isLive);
    }
    function clockText(ms) {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      const two = (value) => String(value).padStart(2, "0");
      const tail = two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
      return seconds < 3600 ? tail : Math.floor(seconds / 3600) + ":" + tail;
    }
    function tick() {
      const passed = performance.now() - born;
      for (const clock of document.querySelectorAll("[data-ms]")) {
        const way = { up: 1, down: -1, no: 0 }[clock.dataset.runs];
        const text = clockText(Number(clock.dataset.ms) + way * passed);
        if (clock.textContent !== text) clock.textContent = text;
      }
    }
    function soon(wait) {
      if (!timer) timer = setTimeout(look, wait);
    }
    async function look() {
      timer = 0;
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        const answer = await fetch(location.pathname, { redirect: "error" });
        const text = await answer.text();
        if (answer.ok) {
          const next = new DOMParser().parseFromString(text, "text/html");
          for (const id of ["bar", "main", "foot"]) {
            const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
            if (old && fresh) morph(old, fresh);
          }
          born = performance.now();
          tick();
          attach();
          placeCursor();
        }
        tell(true);
      } catch {
        tell(false);
      }
      busy = false;
      if (again) {
        again = false;
        soon(400);
      }
    }
    """#

  /// Reads the event stream; each event is a reason to look again, its content is not used.
  private static let follow = #"""
    async function follow() {
      let after = 0, wait = 1000;
      for (;;) {
        try {
          const answer = await fetch(base + "events?after=" + after);
          if (!answer.ok) throw new Error(answer.status);
          tell(true);
          wait = 1000;
          const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
          let rest = "";
          for (;;) {
            const { value, done } = await reader.read();
            if (done) break;
            const parts = (rest + value).split("\n\n");
            rest = parts.pop();
            for (const part of parts) {
              const id = /^id: (\d+)$/m.exec(part);
              if (!id) continue;
              after = Number(id[1]);
              soon(200);
            }
          }
        } catch {
          tell(false);
        }
        await new Promise((resume) => setTimeout(resume, wait));
        wait = Math.min(wait * 2, 15000);
      }
    }
    """#

  /// Sends a command without leaving the page, so that nothing half written is lost.
  private static let forms = #"""
    document.addEventListener("submit", async (event) => {
      const form = event.target;
      const say = form.querySelector(".said");
      if (!form.hasAttribute("data-command") || !say) return;
      // A button with a way of its own is not this command's.
      if (event.submitter && event.submitter.hasAttribute("formaction")) return;
      event.preventDefault();
      if (form.dataset.sending) return;
      form.dataset.sending = "yes";
      say.className = "said";
      say.textContent = "sending…";
      try {
        const answer = await fetch(form.getAttribute("action"), {
          method: "POST",
          body: new URLSearchParams(new FormData(form, event.submitter)),
          headers: { Accept: form.id === "form-invite" ? "text/html" : "application/json" },
        });
        if (form.id === "form-invite" && answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          say.textContent = page.querySelector(".link").textContent;
        } else if (answer.ok) {
          say.className = "said done";
          say.textContent = "✓ done";
          if (form.classList.contains("fields")) form.reset();
          setTimeout(() => (say.textContent = ""), 3000);
        } else {
          const no = await answer.json().catch(() => ({ error: "refused: " + answer.status }));
          say.className = "said wrong";
          say.textContent = "✕ " + no.error + (no.hint ? ": " + no.hint : "");
        }
      } catch {
        say.className = "said wrong";
        say.textContent = "✕ no connection; nothing was sent";
      }
      delete form.dataset.sending;
      soon(50);
    });
    """#

  /// One key leads to a field; no key alone does anything that cannot be taken back.
  private static let keys = #"""
    document.addEventListener("keydown", (event) => {
      const at = event.target;
      const isTyping = at.closest && at.closest("input:not([type=range]),select,textarea");
      if (event.key === "Escape" && isTyping) at.blur();
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      if (event.key === "?") {
        const list = document.getElementById("keys");
        if (list) {
          list.open = !list.open;
          list.scrollIntoView({ block: "nearest" });
        }
        return;
      }
      const goal = document.querySelector('[data-hotkey="' + CSS.escape(event.key) + '"]');
      if (!goal) return;
      event.preventDefault();
      if (goal.id === "note-text") fillMoment();
      goal.focus();
      goal.scrollIntoView({ block: "nearest" });
    });
    document.addEventListener("keydown", (event) => {
      const field = event.target.closest && event.target.closest("#form-hypothesis select");
      if (event.key !== "Enter" || !field) return;
      event.preventDefault();
      field.form.requestSubmit();
    });
    """#

  /// A terminal without a cursor: text comes, lines go.
  private static let terminals = #"""
    function attach() {
      for (const pane of document.querySelectorAll("[data-terminal]:not([data-on])")) {
        pane.dataset.on = "yes";
        show(pane).catch(() => tell(false));
      }
    }
    async function show(pane) {
      const screen = pane.querySelector(".screen"), target = pane.querySelector("[data-target]");
      const answer = await fetch(pane.dataset.terminal + "/output");
      if (!answer.ok) return;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const plain = (text + value)
          .replace(/\x1b\][^\x07\x1b]*(\x07|\x1b\\)/g, "")
          .replace(/\x1b\[[0-9;?]*[ -\/]*[@-~]/g, "")
          .replace(/\r+\n/g, "\n");
        // A return at the end may be the first half of a line's end.
        text = plain.replace(/[^\n]*\r(?=[^\n])/g, "").replace(/[^\n]\x08/g, "");
        text = text.replace(/\x07/g, "").slice(-200000);
        const isLow = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 40;
        screen.textContent = text;
        if (isLow) screen.scrollTop = screen.scrollHeight;
        const prompt = [...text.matchAll(/^\S*?@([A-Za-z0-9._-]+)[^\n]*[$#] /gm)].pop();
        if (prompt && target.textContent !== prompt[1]) target.textContent = prompt[1];
      }
      screen.textContent = text + "\n[the shell has ended]\n";
    }
    async function type(pane, bytes) {
      await fetch(pane.dataset.terminal + "/input", {
        method: "POST",
        body: new Uint8Array(bytes),
        headers: { "X-CSRF": csrf(), "Content-Type": "application/octet-stream" },
      });
    }
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.hasAttribute("data-input")) return;
      event.preventDefault();
      const line = form.elements.line;
      type(form.closest("[data-terminal]"), new TextEncoder().encode(line.value + "\n"));
      line.value = "";
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-bytes]");
      if (button) type(button.closest("[data-terminal]"), [Number(button.dataset.bytes)]);
    });
    document.addEventListener("keydown", (event) => {
      const pane = event.target.closest && event.target.closest("[data-input]");
      if (!pane || !event.ctrlKey || !["c", "d"].includes(event.key)) return;
      if (event.key === "c" && String(getSelection())) return;
      event.preventDefault();
      type(pane.closest("[data-terminal]"), [event.key === "c" ? 3 : 4]);
    });
    if (base) {
      tick();
      attach();
      placeCursor();
      caret();
      follow();
      setInterval(tick, 500);
      setInterval(() => soon(0), Number(document.body.dataset.every));
    }
    """#
}
