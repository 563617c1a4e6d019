/** Where a form was sent from: nothing is done for a page that is not ours. */
import type { IncomingMessage } from 'node:http'
import { AppError, type Host } from '../../kernel.js'

/** Throws ORIGIN_FOREIGN unless a page of this origin sent it, by the word of the browser. */
export function requireOwnOrigin(
  { client, publicUrl }: Pick<Host, 'client' | 'publicUrl'>,
  req: IncomingMessage,
): void {
  const site = req.headers['sec-fetch-site']
  // Scripts cannot set it, and every browser of these years sends it wherever passwords may travel.
  if (site !== undefined ? site === 'same-origin' : isOwn(req, client.isSecure(req), publicUrl)) return
  throw new AppError(
    'ORIGIN_FOREIGN',
    'forbidden',
    'This form was not sent from a page of Storecast, so nothing was done. Open the page anew and send it from there.',
  )
}

function isOwn(
  { headers: { origin, host } }: IncomingMessage,
  isSecure: boolean,
  publicUrl: string,
): boolean {
  if (origin === undefined || origin === 'null' || !URL.canParse(origin)) return false
  const own = `${isSecure ? 'https' : 'http'}://${host ?? ''}`
  return [own, publicUrl].some((url) => URL.canParse(url) && new URL(url).origin === new URL(origin).origin)
}
