/** Refuses forms that another site sends in a shopper's name. */
import type { RequestHandler } from 'express'

/** Browsers say where a request comes from; the cookie's SameSite is the net below for those that do not. */
export const sameOriginOnly: RequestHandler = (req, res, next) => {
  const from = req.get('sec-fetch-site') ?? 'same-origin'
  if (req.method === 'GET' || req.method === 'HEAD' || from === 'same-origin' || from === 'none') next()
  else res.status(403).type('text').send('This form was sent from another site.')
}
