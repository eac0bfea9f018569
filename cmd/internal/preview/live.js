// What the preview adds to a page: it follows the site as it is edited, and shows what is wrong.
// Texts of problems are strangers' words; they become text nodes and nothing else.
"use strict";
(() => {
  const script = document.currentScript;
  const own = new URL(".", script.src);
  const page = location.pathname;
  let seen = script.dataset.seen; // the version of the page; the server wrote it
  const trouble = seen.startsWith("!"); // the page tells the problems itself

  // A browser may forbid storage; then positions are lost and nothing else.
  const remember = (key, value) => {
    try { sessionStorage.setItem("briefings:" + key, JSON.stringify(value)); } catch {}
  };
  const recall = key => {
    try { return JSON.parse(sessionStorage.getItem("briefings:" + key)); } catch { return null; }
  };

  // --- The stream ---

  let stream = null;
  let again = 0;

  function open() {
    if (stream || document.visibilityState === "hidden") return;
    const url = new URL("events", own);
    url.searchParams.set("page", page);
    url.searchParams.set("seen", seen);
    stream = new EventSource(url);
    stream.addEventListener("reload", reload);
    stream.addEventListener("styles", event => {
      seen = event.lastEventId;
      swap(JSON.parse(event.data));
    });
    stream.addEventListener("problems", event => show(JSON.parse(event.data), event.data));
    stream.addEventListener("open", () => absent(false));
    stream.addEventListener("error", () => {
      absent(true);
      if (stream?.readyState !== EventSource.CLOSED) return; // it tries by itself
      close();
      again = setTimeout(open, 2000);
    });
  }

  let silence = 0; // since the server has not answered: a timer

  // Says that the server has ended, once it has not come back for a while.
  function absent(yes) {
    clearTimeout(silence);
    if (yes) {
      silence = setTimeout(() => {
        panel ??= makePanel();
        panel.badge.textContent = "The preview has ended";
        panel.badge.className = "badge error";
        panel.badge.hidden = false;
        panel.badge.disabled = true;
        panel.ended = true;
      }, 3000);
    } else if (panel?.ended) {
      panel.dialog.close();
      panel.host.remove();
      panel = null;
      latest = "";
    }
  }

  // A browser keeps six connections to a host. Tabs that nobody sees must not use them up.
  function close() {
    clearTimeout(again);
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", event => event.persisted && open());

  // --- The page ---

  function reload() {
    close();
    remember(page, {
      x: scrollX,
      y: scrollY,
      open: [...document.querySelectorAll("details")].map(d => d.open),
      focus: document.activeElement?.id,
    });
    location.reload();
  }

  function restore() {
    const was = recall(page);
    remember(page, null);
    if (!was) return;
    history.scrollRestoration = "manual";
    const details = [...document.querySelectorAll("details")];
    if (details.length === was.open.length) details.forEach((d, i) => { d.open = was.open[i]; });
    if (was.focus) document.getElementById(was.focus)?.focus({preventScroll: true});
    const scroll = () => scrollTo({left: was.x, top: was.y, behavior: "instant"});
    scroll();
    const reached = scrollY;
    addEventListener("load", () => { // pictures have made the page longer
      if (scrollY === reached) scroll();
      history.scrollRestoration = "auto";
    }, {once: true});
  }

  let sheets = null; // of each stylesheet, the links in the page: the last may still be loading

  function swap(styles) {
    sheets ??= [...document.querySelectorAll('link[rel~="stylesheet" i]')]
      .filter(link => new URL(link.href).origin === location.origin)
      .map(link => [link]);
    if (sheets.length !== styles.length) return reload();
    styles.forEach((style, i) => {
      const links = sheets[i];
      const next = links.at(-1).cloneNode();
      const url = new URL(style.href, document.baseURI);
      url.searchParams.set("sum", style.sum); // or the browser takes the one it has
      next.href = url;
      next.addEventListener("load", () => links.splice(0, links.indexOf(next)).forEach(old => old.remove()), {once: true});
      next.addEventListener("error", reload, {once: true});
      links.at(-1).after(next);
      links.push(next);
    });
  }

  // --- The problems ---

  const element = (name, attributes = {}, ...children) => {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children.filter(child => child));
    return e;
  };
  const number = (n, word) => n === 1 ? "1 " + word : n + " " + word + "s";

  let panel = null; // made with the first problem
  let latest = ""; // the report that is shown, as it came

  function makePanel() {
    // Apart from the body, and with a tree of its own: the styles of the site do not reach in.
    const host = element("briefings-preview", {lang: "en", dir: "ltr"});
    const style = element("link", {rel: "stylesheet", href: new URL("live.css", own)});
    const badge = element("button", {type: "button", class: "badge", "aria-haspopup": "dialog", hidden: ""});
    const heading = element("h1", {id: "heading", tabindex: "-1", autofocus: ""});
    const hide = element("button", {type: "button", class: "hide"}, "Hide ", element("kbd", {}, "Esc"));
    const body = element("div", {class: "body"});
    const dialog = element("dialog", {class: "report", role: "alertdialog", "aria-labelledby": "heading"},
      element("header", {}, heading, hide), body);
    const ready = new Promise(done => { style.onload = style.onerror = done; });
    badge.addEventListener("click", () => dialog.showModal());
    hide.addEventListener("click", () => {
      remember("hidden", latest);
      dialog.close();
    });
    dialog.addEventListener("cancel", () => remember("hidden", latest)); // Escape
    host.attachShadow({mode: "open"}).append(style, element("aside", {"aria-label": "Preview"}, badge), dialog);
    document.documentElement.append(host);
    return {host, badge, heading, body, dialog, ready, shown: false};
  }

  async function show(report, text) {
    latest = text;
    if (trouble) return;
    if (report.problems.length === 0) {
      panel?.dialog.close(); // gives the focus back
      panel?.host.remove();
      panel = null;
      return;
    }
    panel ??= makePanel();
    const {badge, heading, body, dialog, ready} = panel;
    await ready; // or it would flash without its style
    if (latest !== text) return;
    const counts = [report.errors && number(report.errors, "error"), report.warnings && number(report.warnings, "warning")]
      .filter(count => count).join(", ");
    const severity = report.errors ? "error" : "warning";
    badge.textContent = counts;
    badge.hidden = false;
    badge.className = "badge " + severity;
    heading.textContent = counts;
    body.replaceChildren(
      report.stale ? element("p", {class: "lead"}, "The page below is of the last build without errors.") : "",
      element("ol", {class: "findings"}, ...report.problems.map(finding)),
      report.more ? element("p", {class: "more"}, "And " + report.more + " more.") : "",
    );
    if (report.errors) {
      panel.shown = true;
      if (!dialog.open && recall("hidden") !== text) dialog.showModal();
      body.querySelectorAll("mark").forEach(centre);
      dialog.scrollTop = 0;
    } else if (panel.shown) { // for errors, which are mended
      panel.shown = false;
      dialog.close();
    }
  }

  // Scrolls the excerpt that a mark stands in, and nothing around it.
  function centre(mark) {
    const excerpt = mark.closest("pre");
    const middle = e => {
      const {left, width} = e.getBoundingClientRect();
      return left + width / 2;
    };
    excerpt.scrollLeft += middle(mark) - middle(excerpt);
  }

  function finding(p) {
    return element("li", {class: "finding " + p.severity},
      element("p", {class: "place"},
        element("span", {class: "severity"}, p.severity), p.place && " ", p.place && element("code", {}, p.place)),
      element("p", {class: "message", dir: "auto"}, p.message),
      p.cure && element("p", {class: "cure", dir: "auto"}, p.cure),
      p.excerpt && element("pre", {class: "excerpt", tabindex: "0"}, ...p.excerpt.map(line =>
        element("code", line.here ? {class: "here"} : {},
          element("span", {class: "number"}, String(line.number)),
          element("bdi", {}, line.text, line.marked && element("mark", {}, line.marked), line.after), "\n"))));
  }

  restore();
  open();
})();
