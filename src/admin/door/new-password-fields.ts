/** A new password, typed twice: its fields, and what is wrong with it. */
import { type Html, html, textField } from '../../kernel.js'
import { leastPasswordLength, passwordFault } from './password-rules.js'

/** By the names of the fields. */
export type PasswordFaults = Readonly<Partial<Record<'current' | 'password' | 'again', string>>>

export function newPasswordFields(faults: PasswordFaults = {}): Html {
  return html`${textField({
    name: 'password',
    label: 'New password',
    type: 'password',
    isRequired: true,
    autocomplete: 'new-password',
    hint: `At least ${leastPasswordLength} characters; a password manager or a few words in a row do well.`,
    error: faults.password,
  })}
${textField({
  name: 'again',
  label: 'New password once more',
  type: 'password',
  isRequired: true,
  autocomplete: 'new-password',
  error: faults.again,
})}`
}

/** Undefined where there is nothing wrong. */
export function newPasswordFaults(form: URLSearchParams, name: string): PasswordFaults | undefined {
  const password = form.get('password') ?? ''
  const fault = passwordFault(password, name)
  if (fault !== undefined) return { password: fault }
  return form.get('again') === password ? undefined : { again: 'The two are not the same.' }
}
