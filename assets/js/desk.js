// The desk without loading the page again: a form is sent, the middle of the page that comes back is put in its place, and
// the focus goes back to where it was. While words are typed their redline follows. Without this module every form
// loads the page it leads to.

{
const FORM = "desk-form";
const quiet = 150;
const desk = () => document.getElementById("desk");
const fieldsOf = (form) => [...form.elements].filter((it) => it.matches("textarea"));
const isTyped = () => {
  const form = document.getElementById(FORM);
  return form !== null && fieldsOf(form).some((it) => it.value !== it.defaultValue);
};

if (desk()) {
  const main = document.getElementById("main");
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let busy = false;
  let leaving = false;

  // What stands open, and where the reader is, so that both are so again.
  const remember = (button) => ({
    open: [...main.querySelectorAll("details[open][id]")].map((it) => it.id),
    card: button.closest(".card")?.id,
    act: document.activeElement === button ? button.value : undefined,
    top: button.closest(".card, .result")?.getBoundingClientRect().top,
  });
  const restore = (was) => {
    for (const id of was.open) document.getElementById(id)?.setAttribute("open", "");
    const summary = main.querySelector(".error-summary");
    const card = was.card && document.getElementById(was.card);
    const button = was.act && main.querySelector(`button[form="${FORM}"][value="${CSS.escape(was.act)}"]`);
    const place = button || card || document.getElementById("result");
    if (summary) {
      summary.focus();
      return;
    }
    if (!place.matches("button")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    const top = place.closest(".card, .result")?.getBoundingClientRect().top;
    if (was.top !== undefined && top !== undefined) window.scrollBy(0, top - was.top);
  };

  // As without this module, where an answer is no page of the desk or did not come.
  const sendPlainly = (form, button) => {
    leaving = true;
    form.requestSubmit(button);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.id !== FORM || leaving) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter;
    const was = remember(button);
    desk().setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(form, button));
      const answer = await fetch(form.action, { method: "POST", body, headers: { "x-part": "desk" } });
      const ours = answer.ok || answer.status === 409 || answer.status === 422;
      const markup = await answer.text();
      if (!ours || !markup.startsWith('<div id="desk"')) return sendPlainly(form, button);
      show(main, markup);
      said.textContent = main.querySelector("[role=status]")?.textContent ?? "";
      restore(was);
    } catch {
      sendPlainly(form, button);
    } finally {
      busy = false;
      desk()?.removeAttribute("aria-busy");
    }
  });

  let timer;
  let asked;
  main.addEventListener("input", (event) => {
    const field = event.target;
    const place = field.matches("textarea[data-preview]") && document.getElementById(field.dataset.shows);
    if (!place) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const fields = { piece: field.dataset.piece, typed: field.value };
      const markup = await ask(field.dataset.preview, fields, asked.signal);
      if (markup !== null && place.isConnected) show(place, markup);
    }, quiet);
  });

  window.addEventListener("beforeunload", (event) => {
    if (isTyped() && !leaving) event.preventDefault();
  });
}
}
