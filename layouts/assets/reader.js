// Extras for readers: what is new since the last visit, buttons that copy a citation, and previews of
// links. The page is whole without them. Nothing leaves the browser, and nothing is asked of other hosts.
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const main = document.querySelector("main");
  const add = (parent, name, text, before = null) => {
    const node = document.createElement(name);
    node.textContent = text;
    return parent.insertBefore(node, before);
  };

  // What is new: items of the last visit's day or later that the browser has not shown before. A visit
  // ends when half an hour passes without a page.
  const pause = 18e5, day = 864e5, most = 500;
  const dated = [...main.querySelectorAll(".items > li")].flatMap((item) => {
    const time = item.querySelector(".meta time"), link = item.querySelector("h3 a");
    return time && link ? [{ time, url: link.pathname, date: time.dateTime.slice(0, 10) }] : [];
  });
  try {
    const key = "briefings:" + own.home, now = Date.now();
    let kept = JSON.parse(localStorage.getItem(key)) || { at: 0, since: 0, before: [], seen: [] };
    if (now - kept.at > pause) kept = { at: now, since: kept.at, before: kept.seen, seen: [] };
    kept.at = now;
    const since = new Date(kept.since - day).toISOString().slice(0, 10);
    const recent = new Date(now - 7 * day).toISOString().slice(0, 10);
    for (const { time, url, date } of dated) {
      if (kept.since && date >= since && !kept.before.includes(url)) add(time.parentNode, "strong", own.new, time).className = "new";
      if (date >= recent && !kept.seen.includes(url)) kept.seen.push(url);
    }
    kept.seen = kept.seen.slice(-most);
    localStorage.setItem(key, JSON.stringify(kept));
  } catch { /* the browser keeps nothing: there is no last visit */ }

  // Buttons that copy, made when the forms are opened.
  for (const cite of main.querySelectorAll(".cite")) cite.addEventListener("toggle", () => {
    for (const text of cite.querySelectorAll("pre")) {
      const button = add(text.parentNode.previousElementSibling, "button", own.copy);
      button.type = "button";
      button.setAttribute("aria-label", own.copy + " " + button.previousSibling.textContent);
      button.addEventListener("click", async () => {
        getSelection().selectAllChildren(text); // and so the reader can copy it where we may not
        try {
          await navigator.clipboard.writeText(text.textContent);
          button.textContent = own.copied;
          button.setAttribute("aria-live", "polite");
        } catch { /* it is marked */ }
      });
    }
  }, { once: true });

  // Previews, for a mouse that rests on a link and for the keyboard. A reader who saves data has none.
  if (matchMedia("(prefers-reduced-data: reduce)").matches || navigator.connection?.saveData) return;
  const pages = new Map();
  const load = (url) => {
    if (!pages.has(url)) pages.set(url, fetch(url).then((r) => (r.ok ? r.text() : "")).then((html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const title = page.querySelector("main h1, h1")?.textContent.trim();
      const text = page.querySelector("main .text p") || page.querySelector("main .standfirst");
      const { lang, dir } = page.documentElement;
      return title && { title, text: text?.textContent.trim() || page.querySelector("meta[name=description]")?.content || "", lang, dir };
    }).catch(() => null));
    return pages.get(url);
  };
  let link, box, timer;
  const hide = () => {
    clearTimeout(timer);
    box?.remove();
    link?.removeAttribute("aria-describedby");
    link = box = null;
  };
  const show = async (a) => {
    const found = await load(a.href.split("#")[0]);
    if (!found || link !== a || box) return;
    box = add(document.body, "div", "");
    box.className = "preview";
    box.id = "page:preview";
    box.setAttribute("role", "tooltip");
    Object.assign(box, { lang: found.lang, dir: found.dir });
    add(box, "p", found.title);
    if (found.text) add(box, "p", found.text.length > 280 ? found.text.slice(0, 279) + "…" : found.text);
    a.setAttribute("aria-describedby", box.id);
    const at = a.getClientRects()[0], root = document.documentElement;
    box.style.left = Math.max(8, Math.min(at.left, root.clientWidth - box.offsetWidth - 8)) + scrollX + "px";
    const below = at.bottom + box.offsetHeight + 8 < innerHeight || at.top < box.offsetHeight;
    box.style.top = scrollY + (below ? at.bottom : at.top - box.offsetHeight) + "px";
  };
  const meant = (target) => {
    const a = target.closest?.("main a[href]");
    const page = a && a.origin === location.origin && a.pathname.startsWith(own.home) && a.pathname !== location.pathname;
    return page && /(\/|\.html)$/.test(a.pathname) && !a.closest(".preview") ? a : null;
  };
  const point = (a, wait) => {
    if (a === link) return clearTimeout(timer);
    hide();
    link = a;
    if (a) timer = setTimeout(show, wait, a);
  };
  document.addEventListener("pointerover", (e) => {
    if (e.pointerType !== "mouse") return;
    const a = meant(e.target);
    if (a) point(a, 400);
    else if (box?.contains(e.target)) clearTimeout(timer);
    else if (link && document.activeElement !== link) { clearTimeout(timer); timer = setTimeout(hide, 250); }
  });
  document.addEventListener("focusin", (e) => point(e.target.matches(":focus-visible") ? meant(e.target) : null, 600));
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
})();
