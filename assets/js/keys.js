// Keys: j and k go from paragraph to paragraph or from card to card, n and p from change to change, ? shows the list.
// A button or link with data-key is pressed by that key: one on a card while the card, or none, has the focus.
// Everything on the page works without this module.

{
const list = document.getElementById("shortcuts");
const on = document.getElementById("keys-on");
const stored = "travaux-keys";

const remembered = () => {
  try { return localStorage.getItem(stored) !== "off"; } catch { return true; }
};
const remember = (value) => {
  try { localStorage.setItem(stored, value ? "on" : "off"); } catch { /* a browser that keeps nothing */ }
};

// The last place that stands above the reading line, or -1.
const above = (places) => {
  const line = window.innerHeight / 4;
  return places.findLastIndex((place) => place.getBoundingClientRect().top <= line);
};

const go = (selector, step) => {
  const places = [...document.querySelectorAll(selector)];
  if (places.length === 0) return;
  const held = places.findIndex((place) => place.contains(document.activeElement));
  const from = held >= 0 ? held : above(places);
  const next = places[Math.min(Math.max(from + step, 0), places.length - 1)];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
};

const paragraphs = ".paragraph, .changes > li, .card, .desk-row";
const changed = ".paragraph.changed, .changes > li";
const acts = {
  j: () => go(paragraphs, 1),
  k: () => go(paragraphs, -1),
  n: () => go(changed, 1),
  p: () => go(changed, -1),
};

const keyed = (key) => {
  const card = document.activeElement.closest(".card") ?? document.querySelector(".card[data-current]");
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return all.find((it) => card?.contains(it)) ?? all.find((it) => !it.closest(".card"));
};

if (list && on && document.querySelector(paragraphs)) {
  list.hidden = false;
  on.checked = remembered();
  on.addEventListener("change", () => remember(on.checked));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") && event.target !== on) return;
    if (event.key === "?" && on.checked) {
      list.open = !list.open;
      if (list.open) list.querySelector("summary").focus();
    } else if (on.checked && keyed(event.key)) {
      if (!event.repeat) keyed(event.key).click();
    } else if (on.checked && acts[event.key]) {
      acts[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });
}
}
