// The doors: a scanned code leads here with a key behind the "#" of the address, which browsers send to nobody. It is put
// into the field and taken out of the address and its history at once; sending it is left to whoever scanned it.
// Without this module the words are typed.

{
const KEY = /^#[a-z]+(-[a-z]+){11}$/;
const field = document.querySelector("[data-scanned]");
const take = () => {
  if (!field || !KEY.test(location.hash)) return;
  field.value = location.hash.slice(1).replaceAll("-", " ");
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById(field.dataset.scanned).hidden = false;
  field.form.querySelector("button.main").focus();
};
take();
window.addEventListener("hashchange", take);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
}
