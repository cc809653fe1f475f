// The page works without this file: it adds "show" to passwords and keeps a second press from sending a form twice.
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
for (const form of document.forms) {
let sent = false;
form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
addEventListener("pageshow", () => { sent = false; });
}
