/** A merchant at the feeds' pages: opens them and presses their buttons, without a server between. */
import { feedPages } from '../../../feeds/pages/index.js'
import type { FeedsState } from '../../../feeds/state.js'
import type { GoingOn, Page, View } from '../../../src/kernel/pages/page.js'
import { type VisitWishes, visitOf } from '../../support/visit.js'

/** A page as it came. */
export interface Seen {
  readonly view: View
  readonly html: string
  /** Without its tags, with single spaces. */
  readonly text: string
}

export interface Merchant {
  /** `path` as in the address: `/feeds/google-merchant/left-out?q=x`. */
  open(path: string, wishes?: Wishes): Promise<Seen>
  /** Presses a button of that page; answers where it leads, or the page that came in its place. */
  press(path: string, does: string, form?: Readonly<Record<string, string>>): Promise<GoingOn | View>
}

type Wishes = Pick<VisitWishes, 'role' | 'store' | 'now'>

export function merchantOf(state: FeedsState): Merchant {
  const pages = feedPages(state)
  const found = (path: string, wishes: Wishes = {}) => {
    const [way = '', query = ''] = path.split('?')
    for (const page of pages) {
      const params = paramsOf(page, way)
      if (params) return { page, visit: visitOf({ ...wishes, params, query }) }
    }
    throw new Error(`There is no page ${path}`)
  }
  return {
    async open(path, wishes) {
      const { page, visit } = found(path, wishes)
      return seen(await page.show(visit))
    },
    async press(path, does, form = {}) {
      const { page, visit } = found(path)
      const action = page.actions?.[does]
      if (!action) throw new Error(`${path} has no button ${does}`)
      return action.run(visit, new URLSearchParams(form))
    },
  }
}

export function seen(view: View): Seen {
  const html = view.body.toString()
  return { view, html, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') }
}

function paramsOf({ path }: Page, way: string): Record<string, string> | undefined {
  const [parts, given] = [path.split('/'), way.split('/')]
  if (parts.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const value = decodeURIComponent(given[at] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}
