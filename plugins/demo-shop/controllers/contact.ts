/** Writing to the shop, reported as Contact. */
import type { Request, RequestHandler, Response } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { isFine, type Mistakes, mistakesIn, type Typed, typedIn } from '../form.js'
import { formPage } from '../pages/form-page.js'
import type { Shop } from '../shop.js'

export function showContact(shop: Shop): RequestHandler {
  return (req, res) => sendForm(shop, req, res)
}

export function contact(shop: Shop): RequestHandler {
  return (req, res) => {
    const typed = typedIn(req, ['email', 'message'])
    const mistakes = mistakesIn(typed, { email: 'your e-mail address', message: 'what it is about' })
    if (!isFine(mistakes)) return sendForm(shop, req, res, typed, mistakes)

    shop.meta.contact(req, { email: typed.email })
    goOn(shop, req, res, '/done/contact')
  }
}

function sendForm(shop: Shop, req: Request, res: Response, typed: Typed = {}, mistakes: Mistakes = {}): void {
  const body = formPage({
    heading: 'Write to us',
    intro: 'Questions, wishes, or a word about the weather by the sea.',
    action: `${baseOf(shop, req)}/contact`,
    fields: [
      { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
      { name: 'message', label: 'Message', type: 'long' },
    ],
    button: 'Send',
    typed,
    mistakes,
  })
  sendPage(shop, req, res, { title: 'Contact', body, status: isFine(mistakes) ? 200 : 422 })
}
