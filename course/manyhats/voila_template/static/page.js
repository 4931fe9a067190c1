/* The page round an app: its theme, its loading state, its labels, and what it says when the session ends.
   Plain JavaScript without a build step; it runs before Voilà's front end and shares only the functions
   that Voilà's page contract names (window.voila_process, voila_finish, voila_heartbeat). */
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);

  /* --- theme: the views' stylesheet and JupyterLab's read these attributes of the body --- */

  function theme(wanted) {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const dark = wanted === "dark" || (wanted === "auto" && system.matches);
      document.body.dataset.jpThemeLight = String(!dark);
      document.body.dataset.jpThemeName = dark ? "JupyterLab Dark" : "JupyterLab Light";
      document.documentElement.style.colorScheme = dark ? "dark" : "light";
    };
    apply();
    if (wanted === "auto") system.addEventListener("change", apply);
  }

  /* --- loading: Voilà calls these while cells run, and when its front end is ready --- */

  const SLOW_SECONDS = 20;
  let slow = window.setTimeout(() => {
    hint("This takes longer than usual: many people may be starting at once. You can wait, or reload the page.");
  }, SLOW_SECONDS * 1000);

  function hint(text) {
    const place = byId("loading_hint");
    if (place) place.textContent = text;
  }

  window.voila_heartbeat = () => {};
  window.voila_process = () => {};
  window.display_cells = window.voila_finish = () => {
    if (!window.themeLoaded) {
      window.cellLoaded = true; // the front end calls again once it is ready
      return;
    }
    window.clearTimeout(slow);
    byId("loading")?.remove();
    byId("rendered_cells").style.display = "";
    label(document.body);
    group(document.body);
    watchSession();
  };

  function failed() {
    window.clearTimeout(slow);
    hint("A part of this page did not arrive. Check your connection and reload the page.");
  }

  /* --- labels: a screen reader hears what a slider, its read-out or a group of choices is about --- */

  const NAMELESS = ".noUi-handle, .widget-readout, input:not([type=hidden]), textarea, select, [role=slider]";

  function label(root) {
    for (const caption of root.querySelectorAll(".jupyter-widgets > label.widget-label, .jupyter-widgets > .widget-label")) {
      const text = caption.textContent.trim();
      const control = caption.parentElement;
      // A line of text of its own among other widgets is nobody's label.
      if (!text || caption.dataset.mhCopied === text || control.matches(".widget-container")) continue;
      caption.dataset.mhCopied = text;
      if (control.matches(".widget-radio, .widget-toggle-buttons")) {
        control.setAttribute("role", control.matches(".widget-radio") ? "radiogroup" : "group");
        control.setAttribute("aria-label", text);
        continue;
      }
      const handles = control.querySelectorAll(".noUi-handle");
      for (const element of control.querySelectorAll(NAMELESS)) {
        const named = element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
        if (named) continue;
        const end = handles.length > 1 && element.matches(".noUi-handle");
        const part = end ? (element === handles[0] ? ", lower end" : ", upper end") : "";
        element.setAttribute("aria-label", text + part);
      }
    }
  }

  /* ipywidgets gives radio buttons no name, by which a browser knows what is one group: the arrow keys would go on
     from the last choice of a question to the first of the next one, and choose it. */
  let groups = 0;

  function group(root) {
    for (const radio of root.querySelectorAll(".widget-radio input[type=radio]:not([name])")) {
      const control = radio.closest(".widget-radio");
      control.dataset.mhGroup ??= `mh-group-${++groups}`;
      radio.name = control.dataset.mhGroup;
    }
  }

  function watchLabels() {
    let asked = false;
    new MutationObserver(() => {
      if (asked) return;
      asked = true;
      window.requestAnimationFrame(() => {
        asked = false;
        label(document.body);
        group(document.body);
      });
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  /* --- room: what a visitor types or pastes stays below what the server takes in one message --- */

  const MOST_CHARACTERS = 50000;
  const before = new WeakMap();

  function watchLength() {
    // In the capturing phase: what is too long is put back before a widget hears of it.
    document.addEventListener("input", (event) => {
      const field = event.target;
      if (!field.matches("input, textarea")) return;
      if (field.value.length <= MOST_CHARACTERS) {
        before.set(field, field.value);
        say("");
        return;
      }
      const length = field.value.length;
      field.value = before.get(field) ?? "";
      event.stopImmediatePropagation();
      say(`That is ${length.toLocaleString("en-GB")} characters, and at most ${MOST_CHARACTERS.toLocaleString("en-GB")} are taken here. It was left out: use a shorter part.`);
    }, true);
  }

  /* --- session: every visitor has a process on the server; it ends when idle, and the page must say so --- */

  const ASK_SECONDS = 20;

  function watchSession() {
    const config = JSON.parse(byId("jupyter-config-data").textContent);
    const address = `${config.baseUrl}api/kernels/${config.kernelId}`;
    let ended = false, lost = false;

    const ask = async () => {
      if (ended || document.hidden) return;
      try {
        const answer = await fetch(address, { cache: "no-store" });
        ended = answer.status === 404;
        if (answer.ok) ended = (await answer.json()).execution_state === "dead";
        if (ended) say("This session has ended, so the controls no longer answer. What is on the page stays until you start again.", "Start again");
        else if (lost) say("");
        lost = false;
      } catch {
        lost = true;
        say("The server can't be reached, so the controls do not answer. Check your connection; this page keeps trying.", "Reload the page");
      }
    };
    window.setInterval(ask, ASK_SECONDS * 1000);
    for (const moment of ["online", "offline", "focus", "pageshow"]) window.addEventListener(moment, ask);
    document.addEventListener("visibilitychange", ask);

    // Voilà ends the session on "beforeunload", which phones often don't send.
    let leaving = false;
    window.addEventListener("beforeunload", () => { leaving = true; });
    window.addEventListener("pagehide", () => {
      if (!leaving && !ended) navigator.sendBeacon(`${config.baseUrl}voila/api/shutdown/${config.kernelId}`);
    });
  }

  function say(text, action) {
    const place = byId("mh-session");
    if (place.dataset.text === text) return;
    place.dataset.text = text;
    place.replaceChildren();
    place.hidden = !text;
    if (!text) return;
    const sentence = document.createElement("p");
    sentence.textContent = text;
    place.append(sentence);
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action;
    button.addEventListener("click", () => window.location.reload());
    place.append(button);
  }

  document.addEventListener("DOMContentLoaded", watchLabels);
  watchLength();
  window.manyhats = { theme, failed };
})();
