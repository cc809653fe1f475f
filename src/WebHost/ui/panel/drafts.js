/** What was sent and did not arrive (signed out meanwhile, no network) stays in this tab, without passwords, and is offered again. */
const prefix = 'panel.draft ';
const me = document.body.dataset.me;
const pathOf = form => new URL(form.action).pathname;
const keyOf = form => `${prefix}${me} ${pathOf(form)}`;
const secret = /assword|secret|privateKey/i;

export function startDrafts() {
  // What a form answered is this page from now on: going back to it, or reading it again, sends nothing.
  history.replaceState(history.state, '', location.href);
  document.addEventListener('submit', event => attempt(() => keep(event)));
  attempt(settle);
  attempt(offer);
}

function attempt(act) {
  try { act(); } catch { /* A browser that keeps nothing offers nothing. */ }
}

const valuesOf = form => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name[0] !== '_' && !secret.test(name));

function keep(event) {
  const form = event.target;
  // A button that leads elsewhere than its form saves nothing of it.
  if (event.defaultPrevented || event.submitter?.formTarget || event.submitter?.hasAttribute('formaction')) return;
  if (form.getAttribute('action') === '/sign-out') Object.keys(sessionStorage).filter(key => key.startsWith(prefix)).forEach(key => sessionStorage.removeItem(key));
  if (!me || !form.matches('[data-guard]')) return;
  sessionStorage.setItem(keyOf(form), JSON.stringify(valuesOf(form)));
  sessionStorage.setItem(`${prefix}sent`, JSON.stringify([keyOf(form), location.pathname]));
}

const refused = () => document.querySelector('[data-error-for], .conflict, [data-unsaved], .message, .notice.bad[role=alert]') !== null;

/** It arrived when its page led on to this one, or turned into one without the form. */
function settle() {
  const [key, page] = JSON.parse(sessionStorage.getItem(`${prefix}sent`) ?? '[]');
  const came = document.referrer && new URL(document.referrer);
  if (!key || !me || refused() || came?.origin !== location.origin || came.pathname !== page) return;
  const led = performance.getEntriesByType('navigation')[0]?.redirectCount > 0;
  if (!led && [...document.forms].some(form => keyOf(form) === key)) return;
  sessionStorage.removeItem(key);
  sessionStorage.removeItem(`${prefix}sent`);
}

function offer() {
  if (!me || refused()) return;
  for (const form of document.querySelectorAll('[data-guard]')) {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(form)));
    if (!kept || JSON.stringify(kept) === JSON.stringify(valuesOf(form))) continue;
    const box = document.createElement('div');
    box.className = 'notice warn';
    box.setAttribute('role', 'status');
    box.dataset.draft = '';
    box.innerHTML = '<div><p>What you last sent did not arrive. It is still here, except for passwords.</p>'
        + '<p class="actions"><button type="button" data-take-draft>Restore it</button> '
        + '<button type="button" data-drop-draft>Discard it</button></p></div>';
    box.querySelector('[data-take-draft]').addEventListener('click', () => { put(form, kept); box.remove(); });
    box.querySelector('[data-drop-draft]').addEventListener('click', () => { sessionStorage.removeItem(keyOf(form)); box.remove(); });
    form.before(box);
  }
}

function put(form, kept) {
  const byName = new Map();
  for (const [name, value] of kept) byName.set(name, [...byName.get(name) ?? [], value]);
  for (const control of form.elements) {
    if (!control.name || control.name[0] === '_' || secret.test(control.name) || control.type === 'file') continue;
    const values = byName.get(control.name) ?? [];
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = values.includes(control.value);
    else if (values.length > 0) control.value = values.length > 1 ? values.shift() : values[0];
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
  form.dispatchEvent(new Event('change', { bubbles: true }));
}
