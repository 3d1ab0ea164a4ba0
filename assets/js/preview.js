// What a form changes in the text, shown while it is typed: the server makes the same markup as for the check page and
// for files. What is sent is padded, so that its length says little on the way.

{
const form = document.querySelector("form[data-preview], form[data-padded]");
const place = document.getElementById("preview");
const quiet = 150;
const step = 2048;

if (form) {
  form.addEventListener("formdata", (event) => {
    const length = new URLSearchParams(event.formData).toString().length + "&pad=".length;
    event.formData.set("pad", "x".repeat((step - (length % step)) % step));
  });
}

if (form && place) {
  let timer;
  let asked;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const markup = await ask(form.dataset.preview, new FormData(form), asked.signal);
      if (markup !== null) show(place, markup);
    }, quiet);
  });
}
}
