/// The script of the replay: it moves a cursor and hides what did not hold at it.
///
/// Shape: one constant text without any data in it, so that its digest can stand in a policy; it
///        reads everything from the page's own tables. Without it the page says all the same.
package enum ReplayScript {
  /// The text.
  package static let text = """
    (() => {
      "use strict";
      const bar = document.getElementById("replay-bar");
      if (!bar) { return; }
      const range = bar.querySelector("input");
      const shown = bar.querySelector("output");
      const zero = Number(bar.dataset.zero);
      const end = Number(range.max);
      const picture = document.querySelector("svg.timeline");
      const cursor = picture && picture.querySelector(".cursor");
      const rows = Array.from(document.querySelectorAll("[data-from]"));
      const seconds = (ms) => (ms / 1000).toFixed(1) + " s";
      const show = (whole) => {
        const at = Number(range.value);
        for (const row of rows) {
          const to = row.dataset.to === "" ? Infinity : Number(row.dataset.to);
          row.hidden = !whole && (Number(row.dataset.from) > at || at >= to);
        }
        for (const output of document.querySelectorAll(".terminal pre")) {
          output.scrollTop = output.scrollHeight;
        }
        const offset = at - zero;
        shown.textContent = whole ? "whole exercise"
          : seconds(at) + ", T0 " + (offset >= 0 ? "+ " : "− ") + seconds(Math.abs(offset));
        range.setAttribute("aria-valuetext", shown.textContent);
        if (cursor) {
          const left = Number(cursor.dataset.left);
          const right = Number(cursor.dataset.right);
          const x = left + (right - left) * (end > 0 ? at / end : 0);
          cursor.setAttribute("x1", x);
          cursor.setAttribute("x2", x);
          cursor.classList.toggle("off", whole);
        }
      };
      range.addEventListener("input", () => show(false));
      for (const button of bar.querySelectorAll("button")) {
        button.addEventListener("click", () => {
          const jump = button.dataset.jump;
          range.value = jump === "" ? end : jump;
          show(jump === "");
        });
      }
      bar.hidden = false;
      show(true);
    })();

    """

  /// The base64 of its SHA-256, for a Content-Security-Policy.
  package static let sha256 = "O1kqpjYPsmxYvzdouSNynPu2jOXpAZ8PcgUDrGqdkg8="
}
