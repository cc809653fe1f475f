/** "/" goes to search, Esc leaves it, arrows walk through a list's rows, a click on a row opens it. */
export function startKeys() {
  const search = document.querySelector('[data-search]');
  const links = [...document.querySelectorAll('[data-rows] .row-link')];
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === 'Escape' && event.target === search) {
      search.blur();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && links.length > 0 && (!typing || event.target === search)) {
      const at = links.indexOf(document.activeElement);
      if (at < 0 && event.target !== search && document.activeElement !== document.body) return;
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
    }
  });
  document.addEventListener('click', event => {
    const row = event.target.closest('[data-rows] tbody tr');
    if (row && !event.target.closest('a, button, input, summary') && getSelection().isCollapsed) row.querySelector('.row-link')?.click();
  });
}
