// Makes and shows passkeys. A form marked data-passkey="make" or "show" is hidden until it is known that the browser can do it; when
// it is sent, the browser asks its owner, and the answer travels in the form's own fields.

interface Asked {
  challenge: string
  host: string
  /** Only for making: */
  account?: string
  accountName?: string
  hubName?: string
  algorithms?: number[]
  known?: string[]
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

function textOf(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A fresh challenge, from the address that the form names. */
async function ask(form: HTMLFormElement): Promise<Asked> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  const answer = await fetch(form.dataset.challenge ?? '', { method: 'POST', body, headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`the challenge: ${answer.status}`)
  return (await answer.json()) as Asked
}

function fill(form: HTMLFormElement, name: string, bytes: ArrayBuffer): void {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.value = textOf(bytes)
}

async function make(form: HTMLFormElement, asked: Asked): Promise<void> {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: bytesOf(asked.challenge),
      rp: { id: asked.host, name: asked.hubName ?? asked.host },
      user: { id: bytesOf(asked.account ?? ''), name: asked.accountName ?? '', displayName: asked.accountName ?? '' },
      pubKeyCredParams: (asked.algorithms ?? []).map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: (asked.known ?? []).map((id) => ({ type: 'public-key', id: bytesOf(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
    },
  })
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey was made')
  const response = credential.response as AuthenticatorAttestationResponse
  fill(form, 'client_data', response.clientDataJSON)
  fill(form, 'authenticator_data', response.getAuthenticatorData())
}

async function show(form: HTMLFormElement, asked: Asked): Promise<void> {
  const credential = await navigator.credentials.get({
    publicKey: { challenge: bytesOf(asked.challenge), rpId: asked.host, userVerification: 'required' },
  })
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey was shown')
  const response = credential.response as AuthenticatorAssertionResponse
  fill(form, 'credential_id', credential.rawId)
  fill(form, 'client_data', response.clientDataJSON)
  fill(form, 'authenticator_data', response.authenticatorData)
  fill(form, 'signature', response.signature)
}

function enhance(form: HTMLFormElement): void {
  const problem = form.querySelector<HTMLElement>('[data-passkey-problem]')
  let isBusy = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    if (problem) problem.hidden = true
    try {
      const asked = await ask(form)
      await (form.dataset.passkey === 'make' ? make(form, asked) : show(form, asked))
      form.submit()
    } catch {
      // Most often its owner changed their mind, which the browser does not tell apart from other reasons.
      if (problem) {
        problem.hidden = false
        problem.focus()
      }
    } finally {
      isBusy = false
    }
  })
  form.hidden = false
}

if ('PublicKeyCredential' in window && 'getAuthenticatorData' in (window.AuthenticatorAttestationResponse?.prototype ?? {}))
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhance(form)
