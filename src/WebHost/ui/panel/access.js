/** The effective state of each section beside its Show and Hide, as the form stands. The server decides; this only shows it. */
export function startAccess() {
  for (const place of document.querySelectorAll('[data-access]')) {
    const form = place.closest('form');
    let waiting;
    let asked = 0;
    const look = async () => {
      const number = ++asked;
      try {
        const answer = await fetch(place.dataset.access, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        if (!answer.ok) return;
        const lines = await answer.json();
        if (number === asked) lines.forEach(line => show(place, line));
      } catch {
        // What stands there is what was saved.
      }
    };
    form.addEventListener('change', event => {
      if (!['accessShow', 'accessHide', 'domain'].includes(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(look, 100);
    });
  }
}

const pictures = { good: 'ok', off: 'off', wait: 'wait' };

function show(place, { section, kind, text, reason }) {
  const row = place.querySelector(`[data-section="${CSS.escape(section)}"]`);
  if (!row) return;
  const badge = row.querySelector('[data-state] .badge');
  badge.className = `badge ${kind}`;
  badge.lastChild.textContent = text;
  const use = badge.querySelector('use');
  use.setAttribute('href', use.getAttribute('href').replace(/#.*/, `#${pictures[kind]}`));
  row.querySelector('[data-reason]').textContent = reason;
}
