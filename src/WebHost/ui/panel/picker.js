/** Column pickers: rows move by drag, by their buttons and by Alt with an arrow; the place numbers follow. */
export function startPickers() {
  for (const picker of document.querySelectorAll('[data-picker]')) {
    const list = picker.querySelector('ul');
    picker.closest('form').addEventListener('input', () => sort(list));
    for (const row of list.children) {
      row.querySelector('.grip').addEventListener('pointerdown', event => drag(event, row, list));
    }
    list.addEventListener('click', event => {
      const button = event.target.closest('[data-move]');
      if (button) move(button.closest('li'), Number(button.dataset.move), list, button);
    });
    list.addEventListener('keydown', event => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      move(event.target.closest('li'), event.key === 'ArrowUp' ? -1 : 1, list, event.target);
    });
  }
}

function move(row, by, list, focused) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  focused.focus();
  number(list);
}

function drag(event, row, list) {
  event.preventDefault();
  row.classList.add('dragged');
  const grip = event.currentTarget;
  grip.setPointerCapture(event.pointerId);
  const follow = at => {
    const over = document.elementFromPoint(at.clientX, at.clientY)?.closest('li');
    if (!over || over === row || over.parentElement !== list) return;
    const box = over.getBoundingClientRect();
    if (at.clientY < box.top + box.height / 2) over.before(row);
    else over.after(row);
  };
  const end = () => {
    row.classList.remove('dragged');
    grip.removeEventListener('pointermove', follow);
    number(list);
  };
  grip.addEventListener('pointermove', follow);
  grip.addEventListener('lostpointercapture', end, { once: true });
}

function number(list) {
  [...list.children].forEach((row, i) => { row.querySelector('.place').value = i + 1; });
  list.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Puts rows where their numbers say (after "Use theirs"). */
function sort(list) {
  const rows = [...list.children];
  const place = row => Number(row.querySelector('.place').value);
  if (rows.every((row, i) => i === 0 || place(rows[i - 1]) <= place(row))) return;
  rows.sort((a, b) => place(a) - place(b)).forEach(row => list.append(row));
}
