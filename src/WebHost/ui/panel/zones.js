const day = 24 * 3600 * 1000;

/** Minutes that a zone is ahead of UTC at a moment. */
function minutes(time, zone) {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(time).find((part) => part.type === 'timeZoneName').value;
  const [, sign, hours, rest] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [null, '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

/** Whether another moment looks alike on a clock of the zone: clocks went or will go back over it. */
export function isRepeated(time, zone) {
  const own = minutes(time, zone);
  return [-day, day].some((by) => {
    const other = minutes(new Date(time.getTime() + by), zone);
    const alike = new Date(time.getTime() + (own - other) * 60000);
    return other !== own && minutes(alike, zone) === other;
  });
}

/** +02:00, with a real minus sign. */
export function offsetOf(time, zone) {
  const own = minutes(time, zone);
  const [hours, rest] = [Math.floor(Math.abs(own) / 60), Math.abs(own) % 60];
  return `${own < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
