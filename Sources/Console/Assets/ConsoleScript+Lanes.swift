extension ConsoleScript {
  /// The lanes' cursor: a moment under the pointer, or one that arrow keys move.
  ///
  /// Shape: there is a moment only while somebody points at one or the slider has the focus, so
  ///        that no note is taken at a moment that was looked at long ago.
  static let lanes = #"""
    let moment = null, isPointing = false;
    const slider = () => document.getElementById("cursor-at");
    function placeCursor() {
      const svg = document.querySelector("svg[data-end-ms]");
      const line = document.getElementById("cursor-line"), at = slider();
      if (!svg || !line || !at) return;
      document.getElementById("cursor").hidden = false;
      const elapsed = Math.floor(Number(svg.dataset.elapsedMs) / 1000);
      at.max = elapsed;
      line.classList.toggle("on", moment !== null);
      if (moment === null) at.value = elapsed;
      else at.value = moment / 1000;
      const text = clockText(Number(at.value) * 1000);
      at.setAttribute("aria-valuetext", text);
      const says = document.getElementById("cursor-says");
      if (says.textContent !== text) says.textContent = text;
      if (moment === null) return;
      const [left, right] = [Number(svg.dataset.left), Number(svg.dataset.right)];
      const x = left + (right - left) * Math.min(moment / Number(svg.dataset.endMs), 1);
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
      line.setAttribute("y2", svg.viewBox.baseVal.height - 8);
    }
    function momentUnder(event) {
      const svg = event.target.closest && event.target.closest("svg[data-end-ms]");
      const matrix = svg && svg.getScreenCTM();
      if (!matrix) return null;
      const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      const [left, right] = [Number(svg.dataset.left), Number(svg.dataset.right)];
      const ms = ((x - left) / (right - left)) * Number(svg.dataset.endMs);
      const most = Math.floor(Number(svg.dataset.elapsedMs) / 1000);
      return Math.min(Math.max(0, Math.floor(ms / 1000)), most) * 1000;
    }
    function fillMoment() {
      const field = document.getElementById("note-at");
      if (!field || moment === null) return;
      field.value = clockText(moment);
      const say = field.form.querySelector(".said");
      say.className = "said";
      say.textContent = "at " + field.value;
    }
    document.addEventListener("pointermove", (event) => {
      const under = momentUnder(event);
      if (under === null && !isPointing) return;
      isPointing = under !== null;
      const hasFocus = document.activeElement === slider();
      moment = under !== null ? under : hasFocus ? Number(slider().value) * 1000 : null;
      placeCursor();
    });
    document.documentElement.addEventListener("pointerleave", () => {
      if (!isPointing) return;
      isPointing = false;
      moment = document.activeElement === slider() ? Number(slider().value) * 1000 : null;
      placeCursor();
    });
    document.addEventListener("click", (event) => {
      if (momentUnder(event) === null || !slider()) return;
      slider().focus({ preventScroll: true });
    });
    document.addEventListener("input", (event) => {
      if (event.target !== slider()) return;
      moment = Number(event.target.value) * 1000;
      placeCursor();
    });
    document.addEventListener("focusin", (event) => {
      if (event.target !== slider()) return;
      if (moment === null) moment = Number(event.target.value) * 1000;
      placeCursor();
    });
    document.addEventListener("focusout", (event) => {
      if (event.target !== slider() || isPointing) return;
      moment = null;
      placeCursor();
    });
    """#
}
