// What stands in [data-live] is read again every ten seconds while somebody sees it, and its durations count up in between.
// Without this file the page is right at the moment that it was made, and has a link that reads it again.
const every = 10_000, own = document.documentElement.dataset, lost = document.querySelector("[data-live-lost]");
const now = () => document.querySelector("[data-live]"), able = (part) => [...part.querySelectorAll("a,[tabindex]")];
let made = Date.now(), timer;
const two = (number) => String(number).padStart(2, "0");
const count = () => {
const passed = Math.floor((Date.now() - made) / 1000);
for (const time of now().querySelectorAll('time[datetime^="PT"]')) {
const all = Math.max(0, Number.parseInt(time.dateTime.slice(2), 10) + passed);
time.textContent = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
}
};
// Whoever stands on a link, has scrolled the table or marks a number keeps the place.
const put = (part) => {
const old = now(), focused = able(old).indexOf(document.activeElement), mark = getSelection();
if (mark.rangeCount && !mark.isCollapsed && old.contains(mark.anchorNode)) return;
const moved = [...old.querySelectorAll(".portal-scroll")].map((box) => [box.scrollLeft, box.scrollTop]);
old.replaceWith(part);
made = Date.now();
part.querySelectorAll(".portal-scroll").forEach((box, at) => { if (moved[at]) [box.scrollLeft, box.scrollTop] = moved[at]; });
if (focused >= 0) (able(part)[focused] ?? able(part)[0])?.focus({ preventScroll: true });
};
const read = async () => {
const answer = await fetch(location.href, { cache: "no-store", headers: { accept: "text/html" }, redirect: "error", signal: AbortSignal.timeout(every) });
const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
const part = page && page.querySelector("[data-live]"), theirs = part && page.documentElement.dataset;
// Another company was chosen in another tab, or somebody else signed in.
if (!part || theirs.for !== own.for || theirs.me !== own.me) throw new Error("This is another page.");
put(document.adoptNode(part));
};
const next = async () => {
clearTimeout(timer);
if (document.visibilityState === "hidden") return;
try { await read(); lost.hidden = true; } catch { lost.hidden = false; }
clearTimeout(timer);
timer = setTimeout(next, every);
};
timer = setTimeout(next, every);
setInterval(() => { if (document.visibilityState !== "hidden") count(); }, 1000);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") clearTimeout(timer); else next(); });
