// The page works without this file: it proves work (a sign-up is then given more mails), adds "show" to passwords, closes menus and keeps a second press from sending a form twice.
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
const proofs = new Map();
for (const form of document.forms) {
let sent = false;
form.addEventListener("submit", (event) => {
if (sent) event.preventDefault();
else if (proofs.has(form) && !form.elements.proof.value) { event.preventDefault(); proofs.get(form).then(() => form.requestSubmit(event.submitter)); return; }
sent = true;
});
addEventListener("pageshow", () => { sent = false; });
}
// Looks for a number whose hash with the form's id begins with enough zero bits, in slices, so that typing stays smooth.
for (const form of document.querySelectorAll("[data-proof]")) {
const bits = Number(form.dataset.proof), id = form.elements._operation.value, write = new TextEncoder();
if (!crypto.subtle || bits > 24) continue;
proofs.set(form, (async () => {
for (let from = 0; ; from += 64) {
const hashes = await Promise.all(Array.from({ length: 64 }, (_, i) => crypto.subtle.digest("SHA-256", write.encode(`${id}.${from + i}`))));
const at = hashes.findIndex((hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0);
if (at >= 0) { form.elements.proof.value = from + at; return; }
if (from % 1024 === 0) await new Promise((go) => setTimeout(go));
}
})());
}
