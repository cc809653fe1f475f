/** Shows one section of a form at a time; the address names it. Without scripts all stand below each other. */
export function startTabs() {
  for (const form of document.querySelectorAll('[data-tabs]')) {
    const links = [...form.querySelectorAll('.tabs a')];
    const tabs = links.map(link => document.getElementById(link.hash.slice(1)));
    const show = chosen => {
      tabs.forEach((tab, i) => {
        tab.hidden = tab !== chosen;
        if (tab === chosen) links[i].setAttribute('aria-current', 'true');
        else links[i].removeAttribute('aria-current');
      });
    };
    const fromAddress = () => show(tabs.find(tab => `#${tab.id}` === location.hash) ?? tabs[0]);
    form.querySelector('.tabs').addEventListener('click', event => {
      const link = event.target.closest('a');
      if (!link) return;
      event.preventDefault();
      history.replaceState(null, '', link.hash);
      show(document.getElementById(link.hash.slice(1)));
    });
    form.querySelector('.tabs').addEventListener('keydown', event => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const at = links.indexOf(event.target);
      if (by && at >= 0) links[(at + by + links.length) % links.length].focus();
    });
    form.addEventListener('open-tab', event => show(event.target));
    // The browser's own check of a field in a hidden section would fail in silence.
    form.addEventListener('invalid', event => { const tab = event.target.closest('.tab'); if (tab) show(tab); }, true);
    addEventListener('hashchange', fromAddress);
    fromAddress();
    // An address that names a tab opens the page at its top all the same; what was scrolled to before comes back as it was.
    const [entry] = performance.getEntriesByType('navigation');
    if (entry?.type === 'navigate' && tabs.some(tab => `#${tab.id}` === location.hash) && !document.querySelector('[data-error-for]')) {
      const toTop = () => scrollTo(0, 0);
      toTop();
      addEventListener('load', () => requestAnimationFrame(toTop), { once: true });
    }
  }
}
