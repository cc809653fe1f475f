/** Uploads a picture from beside the lists that choose one, and adds it to them. */
export function startUploads() {
  for (const input of document.querySelectorAll('[data-upload-to]')) {
    input.addEventListener('change', async event => {
      event.stopPropagation();
      if (input.files.length === 0) return;
      const place = input.closest('[data-upload]');
      const error = place.querySelector('.error');
      error.hidden = true;
      const body = new FormData();
      body.append('_form', input.form.elements._form.value);
      body.append('file', input.files[0]);
      body.append('brand', input.dataset.brand || input.form.elements.brand?.value || '');
      try {
        const answer = await fetch(input.dataset.uploadTo, { method: 'POST', body, headers: { accept: 'application/json' } });
        const result = await answer.json();
        if (!answer.ok) throw new Error(result.error);
        add(result);
      } catch (problem) {
        error.textContent = problem instanceof SyntaxError ? 'The upload did not go through. Try again.' : problem.message;
        error.hidden = false;
      }
      input.value = '';
    });
  }
}

function add({ name, text }) {
  for (const id of ['logo', 'look.logoDark', 'look.favicon']) {
    const list = document.getElementById(id);
    if (!list || [...list.options].some(option => option.value === name)) continue;
    list.append(new Option(text, name));
  }
  const logo = document.getElementById('logo');
  logo.value = name;
  logo.dispatchEvent(new Event('input', { bubbles: true }));
  logo.focus();
}
