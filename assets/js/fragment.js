// What the parts of the script share: fetching a piece of markup from this server, and the one place where such a piece
// becomes part of the page. The server has escaped it; nothing else may be made into markup here.

const policy = globalThis.trustedTypes?.createPolicy("travaux", { createHTML: (markup) => markup });

const show = (place, markup) => {
  place.innerHTML = policy ? policy.createHTML(markup) : markup;
};

// Sends the fields of a form; the markup that comes back, or nothing where it did not.
const ask = async (address, fields, signal) => {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), signal });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
};
