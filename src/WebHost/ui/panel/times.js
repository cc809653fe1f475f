import { isRepeated, offsetOf } from './zones.js';

// As the server writes them, whatever the browser's language: one form on a page, and the same on all.
const parts = new Intl.DateTimeFormat('en-US', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const of = time => Object.fromEntries(parts.formatToParts(time).map(part => [part.type, part.value]));
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function day(time) {
  const { day, month, year } = of(time);
  return `${day} ${month} ${year}`;
}

/** In an hour that clocks show twice the offset stands with the time. */
function write(time) {
  const text = `${day(time)} ${of(time).hour}:${of(time).minute}`;
  return isRepeated(time, zone) ? `${text} ${offsetOf(time, zone)}` : text;
}

/** Times in the viewer's zone; the exact UTC time stays on hover. The zone is named once, under the page. */
export function startTimes(root) {
  const times = root.querySelectorAll('time[datetime]');
  for (const time of times) time.textContent = 'day' in time.dataset ? day(new Date(time.dateTime)) : write(new Date(time.dateTime));
  if (times.length > 0 && !document.querySelector('.zone')) {
    const note = document.createElement('p');
    note.className = 'zone';
    note.textContent = zone === 'UTC' ? 'Times are in UTC.' : `Times are in ${zone}.${matchMedia('(hover: hover)').matches ? ' Hover for UTC.' : ''}`;
    document.querySelector('main')?.append(note);
  }
}
