/** The sign-in page with what stands in the form, in a sandboxed frame beside it. */
export function startPreview() {
  const form = document.querySelector('[data-preview]');
  const stage = document.querySelector('[data-stage]');
  if (!form || !stage) return;
  let dark = matchMedia('(prefers-color-scheme: dark)').matches ? '1' : '';
  let waiting;
  let shown = 0;
  const told = new Set();
  const list = document.querySelector('[data-blocked]');

  const render = () => {
    const name = `preview-${++shown}`;
    // A new frame each time: a frame's first page makes no entry in the history.
    const frame = document.createElement('iframe');
    frame.name = name;
    frame.title = 'Sign-in page';
    frame.tabIndex = -1;
    // One script of ours runs in it, in an origin of its own: it tells what the policy blocks.
    frame.setAttribute('sandbox', 'allow-scripts');
    told.clear();
    frame.className = 'next';
    stage.append(frame);
    frame.addEventListener('load', () => {
      if (frame.name !== `preview-${shown}`) return;
      frame.classList.remove('next');
      for (const old of stage.querySelectorAll('iframe')) if (old !== frame) old.remove();
    });
    const sender = document.createElement('form');
    sender.method = 'post';
    sender.action = `${form.dataset.preview}?dark=${dark}`;
    sender.target = name;
    sender.hidden = true;
    const values = new FormData(form);
    if (!values.has('host')) values.append('host', location.pathname.split('/').pop());
    for (const [key, value] of values) {
      // It is not in the picture, and a password goes only where it is saved.
      if (typeof value !== 'string' || key.startsWith('smtp.')) continue;
      const field = document.createElement('textarea');
      field.name = key;
      field.value = value;
      sender.append(field);
    }
    document.body.append(sender);
    sender.submit();
    sender.remove();
  };

  addEventListener('message', (event) => {
    const frame = stage.querySelector(`iframe[name="preview-${shown}"]`);
    if (!frame || event.source !== frame.contentWindow || !event.data) return;
    for (const text of event.data.advice ?? []) told.add(text);
    if (event.data.blocked) told.add(`Blocked by the pages’ policy (${event.data.by}): ${event.data.blocked}`);
    list.replaceChildren(...[...told].slice(0, 20).map((text) => Object.assign(document.createElement('li'), { textContent: text })));
    list.hidden = told.size === 0;
  });
  const later = () => { clearTimeout(waiting); waiting = setTimeout(render, 350); };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  for (const button of document.querySelectorAll('.preview [data-dark]')) {
    button.setAttribute('aria-pressed', String(button.dataset.dark === dark));
    button.addEventListener('click', () => { dark = button.dataset.dark; press(button); render(); });
  }
  for (const button of document.querySelectorAll('.preview [data-width]')) {
    button.addEventListener('click', () => { stage.className = `preview-stage ${button.dataset.width}`; press(button); });
  }
  render();
}

function press(button) {
  for (const other of button.parentElement.children) other.setAttribute('aria-pressed', String(other === button));
}
