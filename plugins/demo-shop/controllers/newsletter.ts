/** Subscribing to the news, reported as Lead. */
import type { RequestHandler } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { isFine, mistakesIn, typedIn } from '../form.js'
import { formPage } from '../pages/form-page.js'
import type { Shop } from '../shop.js'

export function subscribe(shop: Shop): RequestHandler {
  return (req, res) => {
    const typed = typedIn(req, ['email'])
    const base = baseOf(shop, req)
    const mistakes = mistakesIn(typed, { email: 'your e-mail address' })
    if (!isFine(mistakes)) {
      const body = formPage({
        heading: 'News by e-mail',
        intro: 'Four times a year, and no more.',
        action: `${base}/newsletter`,
        fields: [{ name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' }],
        button: 'Subscribe',
        typed,
        mistakes,
      })
      return sendPage(shop, req, res, { title: 'News by e-mail', body, status: 422 })
    }

    shop.meta.lead(req, { email: typed.email })
    goOn(shop, req, res, '/done/newsletter')
  }
}
