// The page works without this file: it proves work (a sign-up is then given more mails), adds "show" to passwords, sends a form that needs nothing typed, closes menus, keeps a second press from sending a form twice, and keeps what was sent in vain.
const { dataset: own } = document.documentElement, mine = (form) => [...document.forms].indexOf(form);
// What a form answered is this page from now on: going back to it, or reading it again, sends nothing.
history.replaceState(history.state, "", location.href);
for (const button of document.querySelectorAll("[data-show]")) {
const field = document.getElementById(button.getAttribute("aria-controls"));
const show = (on) => {
field.type = on ? "text" : "password";
button.textContent = on ? button.dataset.hide : button.dataset.show;
button.setAttribute("aria-label", on ? button.dataset.hideLabel : button.dataset.showLabel);
};
button.hidden = false;
button.addEventListener("click", () => { show(field.type === "password"); field.focus(); });
field.form.addEventListener("submit", () => show(false));
}
const menus = document.querySelectorAll(".portal-top details");
addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
for (const menu of menus) if (menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
});
addEventListener("click", (event) => { for (const menu of menus) if (!menu.contains(event.target)) menu.open = false; });
// A page of before a switch to another company (in another tab) asks before it leads on.
addEventListener("click", (event) => {
const link = event.target.closest?.("a[href]"), now = /(?:^|; )__Host-place=([^;]*)/.exec(document.cookie)?.[1];
if (!own.for || !now || now === own.for || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
if (!link || link.origin !== location.origin || link.target || link.getAttribute("href")[0] === "#" || link.search.includes("_for=")) return;
event.preventDefault();
location.assign(`/switch?was=${encodeURIComponent(own.for)}&to=${encodeURIComponent(link.pathname + link.search)}`);
});
for (const button of document.querySelectorAll("[data-copy],[data-print]")) {
if (button.dataset.copy && !navigator.clipboard) continue;
button.hidden = false;
button.addEventListener("click", async () => {
if (!button.dataset.copy) { print(); return; }
await navigator.clipboard.writeText([...document.querySelectorAll(`#${button.dataset.copy} code`)].map((code) => code.textContent).join("\n"));
button.textContent = button.dataset.done;
});
}
// What was sent and did not arrive (the session had ended, the network was away) stays in this tab, without passwords, and is offered again.
const store = (() => { try { return sessionStorage; } catch { return null; } })();
const fields = (form) => [...form.elements].filter((field) => field.name && field.name[0] !== "_" && field.name !== "homepage"
&& !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "one-time-code");
const draftOf = (form) => `portal.draft ${own.me ?? ""} ${location.pathname} ${mine(form)}`;
const keep = (form) => {
if (form.getAttribute("action") === "/sign-out") for (const key of Object.keys(store)) if (key.startsWith("portal.draft")) store.removeItem(key);
if (form.method !== "post" || !form.classList.contains("portal-form") || !(own.me || form.dataset.proof)) return;
const values = fields(form).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
if (!values.length) return;
store.setItem(draftOf(form), JSON.stringify(values));
store.setItem("portal.draft", JSON.stringify([draftOf(form), location.pathname]));
};
const offer = () => {
const [key, path] = JSON.parse(store.getItem("portal.draft") ?? "[]"), box = document.querySelector("[data-draft]");
const refused = document.querySelector(".portal-alert"), form = [...document.forms].find((one) => draftOf(one) === key);
const came = document.referrer && new URL(document.referrer), leads = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
// It arrived: its page led on to this one, or turned into one without the form.
if (key && !refused && came?.origin === location.origin && came.pathname === path && !/^(sign-in|code|second-factor)$/.test(own.page) && (leads || !form)) {
store.removeItem(key);
store.removeItem("portal.draft");
return;
}
for (const one of document.forms) {
const values = refused || !box ? null : JSON.parse(store.getItem(draftOf(one)));
if (!values) continue;
const set = (take) => { if (take) for (const [name, value] of values) { const field = one.elements[name]; if (field?.type === "checkbox") field.checked = value; else if (field) field.value = value; } };
one.before(box);
box.hidden = false;
box.querySelector("[data-take]").onclick = () => { set(true); box.hidden = true; fields(one)[0].focus(); };
box.querySelector("[data-drop]").onclick = () => { store.removeItem(draftOf(one)); box.hidden = true; };
return;
}
};
try { offer(); } catch { /* A browser that keeps nothing offers nothing. */ }
const proofs = new Map();
for (const form of document.forms) {
let sent = false;
form.addEventListener("submit", (event) => {
if (sent) event.preventDefault();
else if (proofs.has(form) && !form.elements.proof.value) { event.preventDefault(); proofs.get(form).then(() => form.requestSubmit(event.submitter)); return; }
try { keep(form); } catch { /* Nothing is kept. */ }
sent = true;
});
addEventListener("pageshow", () => { sent = false; });
}
const modes = document.querySelector("[data-mode-bar]"), root = document.documentElement;
if (modes) {
modes.hidden = false;
modes.onclick = ({ target }) => {
const mode = target.dataset.mode, on = new Set((root.dataset.modes ?? "").split(" ").filter(Boolean));
if (!mode) return;
if (!on.delete(mode)) on.add(mode);
root.dataset.modes = [...on].join(" ");
target.setAttribute("aria-pressed", String(on.has(mode)));
document.cookie = `__Host-shell=${[...on].join(".")};Path=/;Secure;SameSite=Lax;Max-Age=31536000`;
};
}
const live = document.querySelector("[data-live]");
if (live) import(live.dataset.live);
const selection = document.querySelector("[data-select]");
if (selection) import(selection.dataset.select);
for (const form of document.querySelectorAll("[data-go]")) form.requestSubmit();
for (const form of document.querySelectorAll("[data-proof]")) {
if (!crypto.subtle || form.dataset.proof > 24) continue;
proofs.set(form, new Promise((done) => {
const worker = new Worker(form.dataset.worker), end = () => { worker.terminate(); done(); };
worker.onmessage = ({ data }) => { form.elements.proof.value = data; end(); };
// Without one the form goes as from a browser without scripts.
worker.onerror = () => { proofs.delete(form); end(); };
worker.postMessage([form.elements._operation.value, Number(form.dataset.proof)]);
}));
}
