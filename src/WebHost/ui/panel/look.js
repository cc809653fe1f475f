/** Asks the server about what stands in a field as it is typed, and shows the answer's fragment. */
export function startLooks() {
  for (const place of document.querySelectorAll('[data-look]')) watch(place, document.getElementById(place.dataset.lookOf));
}

function watch(place, field) {
  if (!field || field.readOnly) return;
  let timer, asked = field.value;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  });
  async function look() {
    const value = asked = field.value;
    const answer = await fetch(place.dataset.look + encodeURIComponent(value)).catch(() => null);
    // What was typed since has its own question under way.
    if (answer?.ok && !answer.redirected && value === asked) place.innerHTML = await answer.text();
  }
}
