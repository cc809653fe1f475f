import { isRepeated, offsetOf } from './zones.js';

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In an hour that clocks show twice the offset stands with the time. */
function write(time) {
  const text = format.format(time);
  return isRepeated(time, zone) ? `${text} ${offsetOf(time, zone)}` : text;
}

/** Times in the viewer's zone; the exact UTC time stays on hover. The zone is named once, under the page. */
export function startTimes(root) {
  const times = root.querySelectorAll('time[datetime]');
  for (const time of times) time.textContent = 'day' in time.dataset ? day.format(new Date(time.dateTime)) : write(new Date(time.dateTime));
  if (times.length > 0 && !document.querySelector('.zone')) {
    const note = document.createElement('p');
    note.className = 'zone';
    note.textContent = zone === 'UTC' ? 'Times are in UTC.' : `Times are in ${zone}.${matchMedia('(hover: hover)').matches ? ' Hover for UTC.' : ''}`;
    document.querySelector('main')?.append(note);
  }
}
