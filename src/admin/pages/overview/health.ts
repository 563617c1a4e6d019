/** The one sentence at the top of the overview. */
import { badge, type Card, type CardState, type Html, html, type StandingProblem } from '../../../kernel.js'
import { wayOf } from './problem-ways.js'

export interface Health {
  readonly state: Exclude<CardState, 'off'>
  readonly sentence: string
}

/** What two tell of, a problem and a card or two cards of one page, is one thing. */
export function healthOf(problems: readonly StandingProblem[], cards: readonly Card[]): Health {
  const ways = problems.map(wayOf)
  const covered = new Set(ways.flatMap(({ path, cardPath }) => [path, cardPath]))
  const own = cards.filter(
    ({ state, path }) => (state === 'bad' || state === 'attention') && (isNoPage(path) || !covered.has(path)),
  )
  const count = problems.length + new Set(own.map(({ title, path }) => (isNoPage(path) ? title : path))).size
  if (count === 0) return { state: 'good', sentence: 'All is well.' }
  const isBad = problems.length > 0 || own.some(({ state }) => state === 'bad')
  return {
    state: isBad ? 'bad' : 'attention',
    sentence: count === 1 ? 'One thing needs you.' : `${count} things need you.`,
  }
}

// What leads back to the overview has no page of its own.
const isNoPage = (path: string): boolean => path === '/'

const labels: Readonly<Record<Health['state'], string>> = {
  good: 'Healthy',
  attention: 'Have a look',
  bad: 'Not healthy',
}

// Not a notice: the page looks for news by itself, and would be read aloud each time.
export function healthView({ state, sentence }: Health): Html {
  return html`<p class="lede" data-told>${badge(state, labels[state])} ${sentence}</p>`
}
