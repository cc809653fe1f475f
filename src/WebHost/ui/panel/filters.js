/** Filters of a list: choosing one shows at once, and what is empty stays out of the address. */
export function startFilters() {
  for (const form of document.querySelectorAll('[data-filters]')) {
    form.addEventListener('change', event => { if (event.target.matches('select, input[type=hidden]')) form.requestSubmit(); });
    form.addEventListener('submit', () => {
      for (const control of form.elements) if (control.name && !control.value.trim()) control.disabled = true;
    });
    addEventListener('pageshow', () => { for (const control of form.elements) control.disabled = false; });
  }
}
