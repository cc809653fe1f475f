// In the preview alone: tells the page around it what the policy blocks of others, and what reading the script foretells.
addEventListener("securitypolicyviolation", (event) => {
if (/^https?:/.test(event.blockedURI)) parent.postMessage({ blocked: event.blockedURI, by: event.effectiveDirective }, "*");
});
parent.postMessage({ advice: JSON.parse(document.querySelector("[data-advice]").textContent) }, "*");
