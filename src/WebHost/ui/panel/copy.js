/** Copies the text of the element that a button names; says so in the button for a moment. */
export function startCopy() {
  document.addEventListener('click', async event => {
    if (event.target.closest('[data-print]')) print();
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const last = button.lastChild;
    const before = last.textContent;
    last.textContent = 'Copied';
    button.dataset.copied = '';
    setTimeout(() => { last.textContent = before; delete button.dataset.copied; }, 1500);
  });
}
