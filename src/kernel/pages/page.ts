/** A page of the merchant's: an address in the admin, what it shows, and what its forms do; every module brings its own. */
import type { Log } from '../log.js'
import type { Html } from './html.js'
import type { Words } from './words.js'

/** What a person may do in a store: look, or change as well. */
export const roles = ['viewer', 'admin'] as const

export type Role = (typeof roles)[number]

/** One look at a page by somebody who may. */
export interface Visit {
  readonly store: string
  /** Who is looking, as the audit names them. */
  readonly user: string
  readonly role: Role
  /** What stands in the address where the page's path has `:name`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Instants and numbers as this reader reads them. */
  readonly words: Words
  readonly now: number
  readonly log: Log
  /** Aborted when the reader has gone. */
  readonly signal: AbortSignal
  /** The address of a page of this store, as `/events`; relative, whatever a proxy puts before it. */
  href(path: string, query?: Query): string
  /** The address of something below the mount point, as `/xml/facebook-catalog`; relative as well. */
  below(path: string): string
}

/** What is undefined is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

export interface View {
  readonly title: string
  readonly body: Html
  /** 200 unless given; 422 where a form comes back. */
  readonly status?: number
  /** After so many seconds the page looks for news by itself; it does not unless given. */
  readonly liveSeconds?: number
  /** Shows pictures from anywhere on the web. */
  readonly showsPictures?: boolean
}

/** On to another page, by GET, so that a reload sends no form again. */
export interface GoingOn {
  readonly to: string
  readonly query?: Query
  /** Said once at the top of that page. */
  readonly notice?: string
}

/** What one button of a page does; its form posts to the page's own address, the button being `<button name="do" value="…">`. */
export interface Action {
  /** `admin` unless given. */
  readonly role?: Role
  /** Goes on, or shows the page again with what was typed and what is wrong with it. */
  run(visit: Visit, form: URLSearchParams): Promise<GoingOn | View>
}

export interface Page {
  /** Below the store's admin, as `/events/:id`. */
  readonly path: string
  /** What it is for. */
  readonly summary: string
  /** Where it stands in the menu, by rank; a page that others lead to has none. */
  readonly menu?: { readonly label: string; readonly rank: number }
  /** `viewer` unless given. */
  readonly role?: Role
  show(visit: Visit): Promise<View>
  readonly actions?: Readonly<Record<string, Action>>
}

export type CardState = 'good' | 'attention' | 'bad' | 'off'

/** What the overview tells of one thing: whether it is well, in a line, and where to read more. */
export interface Card {
  readonly title: string
  readonly state: CardState
  readonly summary: string
  readonly body?: Html
  /** The page that says more. */
  readonly path: string
}

/** All that modules bring to the merchant's pages, for the frame around them. */
export interface House {
  pages(): readonly Page[]
  /** Of modules in their order; one that fails is a card that says so. */
  cards(visit: Visit): Promise<readonly Card[]>
}
