// What stands in [data-live] is read again when the server says that it changed, by server-sent events where there is a place for them, and
// by itself every data-every seconds. Durations count up in between. Only what differs is put in place of what was there: focus, scroll and
// open parts stay. Without this file the page is right at the moment that it was made, and has a link that reads it again.
const now = () => document.querySelector("[data-live]"), shown = () => document.visibilityState !== "hidden";
const own = document.documentElement.dataset, lost = document.querySelector("[data-live-lost]");
const every = Number(now().dataset.every || 10) * 1000, events = now().dataset.events, least = 1000;
let made = Date.now(), read = made, timer, source, again, tries = 0, busy = false, missed = false;
const two = (number) => String(number).padStart(2, "0");
const count = () => {
const passed = Math.floor((Date.now() - made) / 1000);
for (const time of now().querySelectorAll('time[datetime^="PT"]')) {
const all = Math.max(0, Number.parseInt(time.dateTime.slice(2), 10) + passed);
time.textContent = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
}
};
const put = (old, next) => {
if (old.isEqualNode(next)) return;
if (old.nodeName !== next.nodeName) return old.replaceWith(next);
if (old.nodeType !== 1) { old.nodeValue = next.nodeValue; return; }
for (const { name } of [...old.attributes]) {
const isOpened = name === "open" && old.localName === "details";
if (!next.hasAttribute(name) && !isOpened) old.removeAttribute(name);
}
for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
const [were, come] = [[...old.childNodes], [...next.childNodes]];
come.forEach((child, at) => { if (were[at]) put(were[at], child); else old.append(child); });
were.slice(come.length).forEach((child) => child.remove());
};
// Whoever marks a number keeps the mark.
const marks = (part) => { const mark = getSelection(); return mark.rangeCount && !mark.isCollapsed && part.contains(mark.anchorNode); };
const load = async () => {
// Not by a person: it keeps no session alive.
const headers = { accept: "text/html", "Portal-Refresh": "1" }, signal = AbortSignal.timeout(10_000);
const answer = await fetch(location.href, { cache: "no-store", redirect: "manual", headers, signal });
// Signed out, or not allowed any more: what stands here is not for whoever looks at it now.
if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) { location.reload(); return; }
const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
const part = page && page.querySelector("[data-live]"), theirs = part && page.documentElement.dataset;
// Another company was chosen in another tab, or somebody else signed in.
if (!part || theirs.for !== own.for || theirs.me !== own.me) throw new Error("This is another page.");
if (marks(now())) return;
put(now(), document.adoptNode(part));
made = Date.now();
};
const next = async () => {
if (busy) { missed = true; return; }
clearTimeout(timer);
if (!shown()) return;
busy = true;
missed = false;
read = Date.now();
try { await load(); lost.hidden = true; } catch { lost.hidden = false; }
busy = false;
wait(missed ? least : source ? Math.max(every, 60_000) : every);
};
const wait = (time) => { clearTimeout(timer); timer = setTimeout(next, Math.max(0, read + time - Date.now())); };
const told = ({ data }) => {
tries = 0;
const { calls } = JSON.parse(data), number = now().querySelector("[data-calls]");
if (number) number.textContent = calls.toLocaleString(document.documentElement.lang);
// A page that has a number of its own costs more than a list: it is read again in its own time.
if (busy) missed = !number;
else if (!number) wait(least);
};
// Ends when the server leaves, or the section does; where there is no place, the page reads itself again as it would without.
const listen = () => {
clearTimeout(again);
if (!events || source || !shown()) return;
source = new EventSource(events);
source.onmessage = told;
source.onerror = () => {
source?.close();
source = null;
wait(every);
again = setTimeout(listen, Math.min(60_000, 1000 * 2 ** tries++) * (0.5 + Math.random()));
};
};
const leave = () => { clearTimeout(timer); clearTimeout(again); source?.close(); source = null; };
wait(every);
listen();
setInterval(() => { if (shown()) count(); }, 1000);
document.addEventListener("visibilitychange", () => { if (!shown()) { leave(); return; } next(); listen(); });
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => { if (event.persisted) { next(); listen(); } });
