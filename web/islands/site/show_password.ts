// A checkbox that shows what is typed into the password fields of its form. Hidden until here, because without a script it does
// nothing. It has no name, so that it is not sent; and the fields are passwords again when the form is, or browsers would remember
// what was typed as they do for other fields.

export function letPasswordsBeShown(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-shows-passwords]')) {
    const box = part.querySelector<HTMLInputElement>('input')
    const form = box?.form
    if (!box || !form) continue
    const fields = form.querySelectorAll<HTMLInputElement>('input[type=password]')
    const follow = () => { for (const field of fields) field.type = box.checked ? 'text' : 'password' }
    box.addEventListener('change', follow)
    form.addEventListener('submit', () => { box.checked = false; follow() })
    // Some browsers keep what was chosen when somebody comes back to the page.
    follow()
    part.hidden = false
  }
}
