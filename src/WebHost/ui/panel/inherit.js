/** What a form's empty fields take from elsewhere: shown while they are empty, asked anew when another brand is chosen. */
export function startInherited() {
  const form = document.querySelector('[data-inherits]');
  if (!form) return;
  const lines = [...form.querySelectorAll('[data-inherited]')];
  const look = () => {
    for (const line of lines) line.hidden = line.querySelector('[data-shown]').textContent === '' || form.elements[line.dataset.inherited].value.trim() !== '';
  };
  form.addEventListener('input', look);
  form.addEventListener('change', look);
  form.addEventListener('click', event => {
    const button = event.target.closest('[data-change]');
    if (!button) return;
    const field = form.elements[button.dataset.change];
    if (button.dataset.value) field.value = button.dataset.value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
  if (!form.dataset.inherits) return;
  let asked = 0;
  form.addEventListener('change', async event => {
    if (!['brand', 'logo', 'smtp.server'].includes(event.target.name)) return;
    const number = ++asked;
    const fields = new FormData(form);
    for (const name of [...fields.keys()]) if (name.startsWith('smtp.password')) fields.delete(name);
    try {
      const answer = await fetch(form.dataset.inherits, { method: 'POST', body: new URLSearchParams(fields) });
      if (!answer.ok) return;
      const found = new Map((await answer.json()).map(line => [line.name, line]));
      if (number !== asked) return;
      for (const line of lines) fill(line, found.get(line.dataset.inherited));
      look();
    } catch {
      // What stands there is what was saved.
    }
  });
}

function fill(line, { from, link, shown, value } = { from: '', shown: '' }) {
  const source = document.createElement(link ? 'a' : 'span');
  source.dataset.from = '';
  source.textContent = from;
  if (link) source.href = link;
  line.querySelector('[data-from]').replaceWith(source);
  line.querySelector('[data-shown]').textContent = shown;
  line.querySelector('[data-change]').dataset.value = value ?? '';
  const field = document.getElementById(line.dataset.inherited);
  const picker = document.querySelector(`[data-color-for="${CSS.escape(field.id)}"]`);
  if (!picker || !value) return;
  field.placeholder = value;
  if (field.value === '') picker.value = value;
}
