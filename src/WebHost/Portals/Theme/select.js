// Sums the ticked rows of a list, in whole numbers: milliseconds and millionths. Shares and averages are made of the sums. With Shift all
// rows from the one that was ticked before are. Without this file a form asks the server for the same.
const form = document.querySelector("[data-select]"), own = form.dataset;
const boxes = [...form.elements].filter((one) => one.type === "checkbox");
const sums = form.querySelector("[data-sums]"), all = form.querySelector("[data-all]"), none = form.querySelector("[data-none]");
const whole = new Intl.NumberFormat(own.culture || "en", { numberingSystem: "latn" }), two = (number) => String(number).padStart(2, "0");
const half = (part, of) => (2n * part + of) / (2n * of);
// Millionths and the like: at least so many digits after the point, and as many more as say something.
const decimal = (value, digits, least) => {
const unit = 10n ** BigInt(digits), rest = String(value % unit).padStart(digits, "0").replace(/0+$/, "").padEnd(least, "0");
return whole.format(value / unit) + (rest && own.point + rest);
};
const clock = (ms) => {
const s = ms / 1000n, rest = String(ms % 1000n).padStart(3, "0").replace(/0+$/, "");
return `${s / 3600n}:${two(s / 60n % 60n)}:${two(s % 60n)}${rest && own.point + rest}`;
};
const say = (name, text) => { const place = sums.querySelector(`[data-sum=${name}]`); if (place) place.textContent = text; };
const show = () => {
const ticked = boxes.filter((box) => box.checked);
const add = (name, of = ticked) => of.reduce((sum, box) => sum + BigInt(box.dataset[name] ?? 0), 0n);
const [calls, connected, ms] = [BigInt(ticked.length), add("connected"), add("ms")];
say("count", whole.format(calls));
say("connected", whole.format(connected));
say("asr", calls ? `${decimal(half(1000n * connected, calls), 1, 0)}\u00a0%` : "–");
say("duration", clock(ms));
say("acd", connected ? clock(half(ms, 1000n * connected) * 1000n) : "–");
for (const place of sums.querySelectorAll("[data-money]")) {
const { money, digits, zero } = place.dataset, of = ticked.filter((box) => box.dataset.currency === money);
place.textContent = zero.replace(/\d(?:.*\d)?/, () => decimal(add("micro", of), 6, Number(digits)));
place.parentElement.hidden = !of.length;
}
form.classList.toggle("portal-selected", calls > 0n);
sums.hidden = none.hidden = !calls;
all.hidden = ticked.length === boxes.length;
};
const set = (on, of = boxes) => { for (const box of of) box.checked = on; show(); };
let last = -1;
for (const [at, box] of boxes.entries()) {
box.addEventListener("click", ({ shiftKey }) => {
set(box.checked, shiftKey && last >= 0 ? boxes.slice(Math.min(at, last), Math.max(at, last) + 1) : [box]);
last = at;
});
}
for (const part of form.querySelectorAll("[data-plain]")) part.hidden = true;
all.addEventListener("click", () => set(true));
none.addEventListener("click", () => { set(false); all.focus(); });
// A browser that goes back ticks what was ticked.
addEventListener("pageshow", show);
show();
