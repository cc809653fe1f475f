import { startTimes } from './times.js';

/** Keeps a part of the page as it is now, by server-sent events. What is open or focused in it stays so. */
export function startLive() {
  for (const place of document.querySelectorAll('[data-live]')) follow(place);
  // "Check now" needs no new page: what it finds comes by the events.
  document.addEventListener('submit', async event => {
    if (!event.target.matches('[data-quiet]')) return;
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector('button');
    button.lastChild.textContent = 'Checking…';
    try {
      await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
    } finally {
      delete form.dataset.sent;
      button.removeAttribute('aria-busy');
      button.lastChild.textContent = 'Check now';
    }
  });
}

function follow(place) {
  const source = new EventSource(place.dataset.live);
  let last = '';
  // There was no place for it: later there may be one. Else the browser comes back by itself.
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(place), 10_000 + Math.random() * 10_000);
  };
  source.onmessage = event => {
    if (event.data === last) return;
    const first = last === '';
    last = event.data;
    const open = new Map([...place.querySelectorAll('details')].map(
      details => [details.querySelector('summary').textContent, details.open]));
    const focused = [...place.querySelectorAll('button, summary, a')].indexOf(document.activeElement);
    place.innerHTML = event.data;
    for (const details of place.querySelectorAll('details')) details.open = open.get(details.querySelector('summary').textContent) ?? false;
    if (focused >= 0) place.querySelectorAll('button, summary, a')[focused]?.focus();
    startTimes(place);
    if (!first && !('calm' in place.dataset)) place.classList.add('moved');
    setTimeout(() => place.classList.remove('moved'), 150);
  };
  addEventListener('pagehide', () => source.close(), { once: true });
}
