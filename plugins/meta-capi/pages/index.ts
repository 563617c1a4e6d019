/** What the merchant sees of the events. */
import type { Page } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { eventPage } from './event-page.js'
import { figuresPage } from './figures-page.js'
import { logPage } from './log-page.js'
import { qualityPage } from './quality-page.js'

export { eventCards } from './cards.js'

/** An event's own page is the last: its address fits the others’ as well. */
export const eventPages = (state: MetaState): readonly Page[] => [
  logPage(state),
  figuresPage(state),
  qualityPage(state),
  eventPage(state),
]
