/** The overview: one look says healthy or not, and what to do where it is not. */
import { html, type Page } from '../../../kernel.js'
import type { PagesParts } from '../parts.js'
import { cardView } from './card.js'
import { connectionsCard } from './connections-card.js'
import { healthOf, healthView } from './health.js'
import { problemList } from './problem-list.js'
import { serverCard } from './server-card.js'

export function overviewPage({ host }: PagesParts): Page {
  const { problems, house, breakers, database } = host
  return {
    path: '/',
    summary: 'Whether all is well, and what to do where it is not.',
    menu: { label: 'Overview', rank: 0 },
    async show(visit) {
      const [standing, ofModules, connections, server] = await Promise.all([
        problems.standing(visit.store),
        house.cards(visit),
        connectionsCard(breakers, visit),
        serverCard(database, visit),
      ])
      const cards = [...ofModules, ...(connections ? [connections] : []), server]
      return {
        title: 'Overview',
        liveSeconds: 10,
        body: html`${healthView(healthOf(standing, cards))}
${standing.length > 0 && problemList(standing, visit)}
<section><h2>How things are</h2><div class="cards">${cards.map((card) => cardView(card, visit))}</div></section>`,
      }
    },
  }
}
