/** Forms: sent once, guarded while unsaved, Ctrl+S, the first wrong field focused, passwords that can be shown. */
export function startForms() {
  document.addEventListener('submit', sendOnce);
  for (const form of document.querySelectorAll('[data-guard]')) guard(form);
  for (const input of document.querySelectorAll('[data-show]')) addShow(input);
  for (const input of document.querySelectorAll('[data-color-for]')) pairColor(input);
  document.addEventListener('click', takeTheirs);
  focusFirstWrong();
}

function sendOnce(event) {
  const form = event.target;
  if (form.target || form.method !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
  const button = event.submitter;
  button?.setAttribute('aria-busy', 'true');
  // A page that is shown again from the browser's memory can be sent again.
  addEventListener('pageshow', () => { delete form.dataset.sent; button?.removeAttribute('aria-busy'); }, { once: true });
}

function guard(form) {
  const before = text(form);
  // A form that came back with errors or a conflict is unsaved from the start.
  // What another form of the page met (a test mail, a certificate) says nothing about this one.
  let dirty = document.querySelector('[data-unsaved]') !== null || form.querySelector('[data-error-for]') !== null;
  const word = form.querySelector('[data-dirty]');
  const look = () => {
    dirty = dirty || text(form) !== before;
    if (word) word.hidden = !dirty;
  };
  look();
  form.addEventListener('input', look);
  form.addEventListener('change', look);
  form.addEventListener('submit', event => { if (!event.submitter?.formTarget) dirty = false; });
  addEventListener('beforeunload', event => { if (dirty) event.preventDefault(); });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's' && !event.altKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[data-save]'));
    }
  });
}

const text = form => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string')).toString();

function addShow(input) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'show';
  button.textContent = 'Show';
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    const hidden = input.type === 'password';
    input.type = hidden ? 'text' : 'password';
    button.textContent = hidden ? 'Hide' : 'Show';
  });
  const wrap = document.createElement('span');
  wrap.className = 'with-show';
  input.replaceWith(wrap);
  wrap.append(input, button);
  if (input.autofocus) input.focus();
}

function pairColor(picker) {
  const field = document.getElementById(picker.dataset.colorFor);
  picker.addEventListener('input', () => { field.value = picker.value; field.dispatchEvent(new Event('input', { bubbles: true })); });
  field.addEventListener('input', () => { if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value.toLowerCase(); });
}

function takeTheirs(event) {
  const button = event.target.closest('[data-take]');
  if (!button) return;
  const form = document.getElementById('settings');
  const values = button.dataset.value === '' ? [] : button.dataset.value.split('\u001f');
  const name = button.dataset.take;
  for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (control.type === 'checkbox') control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
  }
  // A picker also takes their order.
  values.forEach((key, place) => {
    const number = form.querySelector(`[name="${CSS.escape(`${name}.order.${key}`)}"]`);
    if (number) number.value = place + 1;
  });
  form.dispatchEvent(new Event('input', { bubbles: true }));
  button.textContent = 'Using theirs';
  button.disabled = true;
}

function focusFirstWrong() {
  const error = document.querySelector('[data-error-for]');
  if (!error) return;
  // A group of ticks takes it by its first.
  const named = document.getElementById(error.dataset.errorFor);
  const field = named?.matches('fieldset') ? named.querySelector('input, select, textarea') ?? named : named;
  const tab = field?.closest('.tab');
  if (tab) tab.dispatchEvent(new CustomEvent('open-tab', { bubbles: true }));
  field?.focus();
}
