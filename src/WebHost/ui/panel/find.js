/** Search-and-choose: types a name, sends an id. The list comes from the server as one types; arrows and Enter choose. */
export function startFinds() {
  for (const place of document.querySelectorAll('[data-find]')) upgrade(place);
}

function upgrade(place) {
  const typed = place.querySelector('input');
  const value = document.createElement('input');
  value.type = 'hidden';
  value.name = typed.name;
  value.value = typed.value;
  const list = document.createElement('ul');
  list.id = `${typed.id}-list`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Matches');
  list.hidden = true;
  typed.removeAttribute('name');
  typed.value = place.dataset.text || typed.value;
  typed.setAttribute('role', 'combobox');
  typed.setAttribute('aria-autocomplete', 'list');
  typed.setAttribute('aria-expanded', 'false');
  typed.setAttribute('aria-controls', list.id);
  place.append(value, list);

  let shown = value.value;
  let text = typed.value;
  let waiting;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    typed.setAttribute('aria-expanded', 'false');
    typed.removeAttribute('aria-activedescendant');
  };
  const choose = item => {
    shown = value.value = item.dataset.value;
    text = typed.value = item.dataset.text;
    close();
    value.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const mark = item => {
    for (const other of list.children) other.setAttribute('aria-selected', String(other === item));
    if (item) {
      typed.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    }
  };
  const search = async () => {
    const number = ++asked;
    let found = [];
    try {
      found = await (await fetch(`${place.dataset.find}?q=${encodeURIComponent(typed.value === text ? '' : typed.value)}`)).json();
    } catch {
      return;
    }
    if (number !== asked || document.activeElement !== typed) return;
    list.replaceChildren(...found.map((one, i) => option(one, `${list.id}-${i}`)));
    if (found.length === 0) list.append(nothing());
    list.hidden = false;
    typed.setAttribute('aria-expanded', 'true');
  };

  typed.addEventListener('input', event => {
    event.stopPropagation();
    clearTimeout(waiting);
    // Emptied: none is chosen. Else what was chosen holds until another is.
    if (typed.value.trim() === '') {
      shown = value.value = text = '';
      value.dispatchEvent(new Event('change', { bubbles: true }));
    }
    waiting = setTimeout(search, 150);
  });
  typed.addEventListener('focus', search);
  typed.addEventListener('blur', () => { clearTimeout(waiting); asked++; close(); typed.value = text; });
  typed.addEventListener('keydown', event => {
    const items = [...list.querySelectorAll('[role=option]:not([aria-disabled])')];
    const at = items.findIndex(item => item.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) search();
      else mark(items[(at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]);
    } else if (event.key === 'Enter' && !list.hidden && items.length > 0) {
      event.preventDefault();
      choose(items[Math.max(at, 0)]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  // Before the blur that would close the list.
  list.addEventListener('pointerdown', event => {
    event.preventDefault();
    const item = event.target.closest('[role=option]:not([aria-disabled])');
    if (item) choose(item);
  });
  // Somebody else set the value ("Use theirs").
  typed.form?.addEventListener('input', () => {
    if (value.value === shown) return;
    shown = text = typed.value = value.value;
  });
}

function option({ value, text, note }, id) {
  const item = document.createElement('li');
  item.id = id;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  item.dataset.value = value;
  item.dataset.text = text;
  const small = document.createElement('span');
  small.className = 'muted';
  small.textContent = note;
  item.append(text, ' ', small);
  return item;
}

function nothing() {
  const item = document.createElement('li');
  item.setAttribute('role', 'option');
  item.setAttribute('aria-disabled', 'true');
  item.className = 'muted';
  item.textContent = 'No matches.';
  return item;
}
