/** Creating an account, reported as CompleteRegistration. */
import type { Request, RequestHandler, Response } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { isFine, type Mistakes, mistakesIn, type Typed, typedIn } from '../form.js'
import { formPage } from '../pages/form-page.js'
import { sessionOf } from '../session.js'
import type { Shop } from '../shop.js'

export function showSignUp(shop: Shop): RequestHandler {
  return (req, res) => sendForm(shop, req, res)
}

export function signUp(shop: Shop): RequestHandler {
  return (req, res) => {
    const typed = typedIn(req, ['email', 'firstName', 'lastName'])
    const mistakes = mistakesIn(typed, { email: 'your e-mail address', firstName: 'your first name' })
    if (!isFine(mistakes)) return sendForm(shop, req, res, typed, mistakes)

    const { email, firstName, lastName } = typed
    sessionOf(req).customer = { email, firstName, ...(lastName !== '' && { lastName }) }
    shop.meta.completeRegistration(req, { email, status: true })
    goOn(shop, req, res, '/done/sign-up')
  }
}

function sendForm(shop: Shop, req: Request, res: Response, typed: Typed = {}, mistakes: Mistakes = {}): void {
  const body = formPage({
    heading: 'Create an account',
    intro: 'It lasts as long as your visit: this is a demonstration.',
    action: `${baseOf(shop, req)}/sign-up`,
    fields: [
      { name: 'firstName', label: 'First name', autocomplete: 'given-name' },
      { name: 'lastName', label: 'Last name', autocomplete: 'family-name', isOptional: true },
      { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
    ],
    button: 'Create the account',
    typed,
    mistakes,
  })
  sendPage(shop, req, res, { title: 'Create an account', body, status: isFine(mistakes) ? 200 : 422 })
}
