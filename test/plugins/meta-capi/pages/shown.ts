/** Pages of the events as a merchant gets them, of a shop that a test has opened. */
import { eventCards, eventPages } from '../../../../plugins/meta-capi/pages/index.js'
import type { MetaState } from '../../../../plugins/meta-capi/state.js'
import type { Card, GoingOn, Page, View } from '../../../../src/kernel.js'
import type { EventShop } from '../../../support/event-shop.js'
import { type VisitWishes, visitOf } from '../../../support/visit.js'

export interface ShownPage extends Omit<View, 'body'> {
  /** The markup of the page's body. */
  readonly markup: string
  /** What stands there to be read. */
  readonly text: string
}

type Shop = Pick<EventShop, 'kernel' | 'clock'>

const stateOf = ({ kernel }: Shop): MetaState => kernel.state('meta') as MetaState

export async function shownPage(shop: Shop, path: string, wishes: VisitWishes = {}): Promise<ShownPage> {
  const { body, ...view } = await pageAt(shop, path).show(visitOf({ now: shop.clock.now(), ...wishes }))
  const markup = body.toString()
  return { ...view, markup, text: textOf(markup) }
}

/** Presses a button of the page. */
export async function pressed(
  shop: Shop,
  path: string,
  does: string,
  form: Readonly<Record<string, string>> = {},
  wishes: VisitWishes = {},
): Promise<GoingOn> {
  const action = pageAt(shop, path).actions?.[does]
  if (!action) throw new Error(`${path} has no button ${does}`)
  const done = await action.run(visitOf({ now: shop.clock.now(), ...wishes }), new URLSearchParams(form))
  if (!('to' in done)) throw new Error('it goes nowhere')
  return done
}

export async function cardsOf(
  shop: Shop,
  wishes: VisitWishes = {},
): Promise<Readonly<Record<string, Card & { readonly text: string }>>> {
  const cards = await eventCards(stateOf(shop), visitOf({ now: shop.clock.now(), ...wishes }))
  return Object.fromEntries(cards.map((card) => [card.title, { ...card, text: textOf(String(card.body)) }]))
}

function pageAt(shop: Shop, path: string): Page {
  const page = eventPages(stateOf(shop)).find((each) => each.path === path)
  if (!page) throw new Error(`There is no page ${path}`)
  return page
}

/** Without tags, and with one blank where there were many. */
function textOf(markup: string): string {
  return markup
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<option[\s\S]*?<\/option>/g, ' ')
    .replace(/<\/?(?:a|code|time|span)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}
