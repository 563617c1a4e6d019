/** The form to sign in with, and what it says beside it. */
import { type Html, hiddenFields, html, notice, submitButton, textField } from '../../kernel.js'

export interface SignInForm {
  /** The address of the route. */
  readonly action: string
  /** Where it leads on to. */
  readonly to?: string | undefined
  /** A form that waits to be sent again. */
  readonly carried?: string | undefined
  readonly name?: string | undefined
  /** Said above it. */
  readonly lead?: Html | undefined
  readonly fault?: string | undefined
}

export function signInForm({ action, to = '', carried = '', name, lead, fault }: SignInForm): Html {
  return html`${lead}${fault !== undefined && notice('bad', fault)}
<form method="post" action="${action}">
${textField({ name: 'name', label: 'Name', value: name, isRequired: true, autocomplete: 'username', limit: 64 })}
${textField({ name: 'password', label: 'Password', type: 'password', isRequired: true, autocomplete: 'current-password' })}
${hiddenFields({ ...(to !== '' && { to }), ...(carried !== '' && { carried }) })}
${submitButton({ does: 'sign-in', label: 'Sign in' })}
</form>
<p class="hint">No password any more? An admin can remove you and let you in again, and on the server <code>storecast admin password</code> makes a new one.</p>`
}

/** In place of the form, where others could read what is typed into it. */
export function unsafeNotice(isBehindProxy: boolean): Html {
  return notice(
    'attention',
    'You cannot sign in here: this address is not encrypted, so others on the way could read your password.',
    isBehindProxy
      ? html`<p>A proxy handed this request on. If it is yours and speaks https with your browser, name its address in <code>STORECAST_TRUSTED_PROXIES</code> and let it send <code>X-Forwarded-Proto</code>.</p>`
      : html`<p>Open the page by its https address. On the machine that Storecast runs on, <code>http://localhost</code> does as well.</p>`,
  )
}
