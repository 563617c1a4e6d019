/** The admin's own pages on a database of a test's own. */
import type { AccessChange } from '../../../src/admin/pages/index.js'
import { adminPages } from '../../../src/admin/pages/index.js'
import { createBreakers } from '../../../src/kernel/breaker/breaker.js'
import { breakerMigrations } from '../../../src/kernel/breaker/schema.js'
import type { Database } from '../../../src/kernel/database/database.js'
import { createLog } from '../../../src/kernel/log.js'
import { migrate } from '../../../src/kernel/migrations.js'
import type { Card, GoingOn, View, Visit } from '../../../src/kernel/pages/page.js'
import type { Group } from '../../../src/kernel/registry/group.js'
import { type TestClock, testClock } from '../../support/clock.js'
import { kernelMigrations, opened } from '../../support/opened.js'
import { type OpenedRegistry, registryOn } from '../../support/registry.js'
import { type VisitWishes, visitOf } from '../../support/visit.js'

export interface OwnPages {
  readonly database: Database
  readonly registry: OpenedRegistry
  readonly breakers: ReturnType<typeof createBreakers>
  readonly clock: TestClock
  /** What a page shows, as `/settings/SHOP`. */
  show(path: string, wishes?: VisitWishes): Promise<View>
  /** What came of a button, with the form it was in. */
  press(
    path: string,
    button: string,
    form: Readonly<Record<string, string>>,
    wishes?: VisitWishes,
  ): Promise<Pressed>
}

/** Either the page again, or the way on. */
export interface Pressed {
  readonly view: View | undefined
  readonly on: GoingOn | undefined
  readonly text: string
}

export interface Wishes {
  readonly groups: readonly Group[]
  readonly fromEnvironment?: ReadonlyMap<string, unknown>
  readonly cards?: (visit: Visit) => readonly Card[]
  readonly accesses?: readonly AccessChange[]
}

/** Only inside a test; a second one on the same database stands for another process. */
export async function openPages(url: string, wishes: Wishes): Promise<OwnPages> {
  const database = await opened(url)
  const log = createLog({ level: 'silent' })
  await migrate(database, [...kernelMigrations, ...breakerMigrations], log)
  const clock = testClock()
  const { groups, fromEnvironment = new Map(), cards = () => [], accesses = [] } = wishes
  const registry = registryOn(database, { groups, clock, fromEnvironment })
  const breakers = createBreakers({ database, log })
  const pages = adminPages({
    host: {
      registry,
      problems: registry.problems,
      breakers,
      database,
      house: { pages: () => [], cards: async (visit) => cards(visit) },
    },
    accessChanges: async (_store, limit, before = '~') =>
      accesses.filter(({ id }) => id < before).slice(0, limit),
  })

  function at(path: string, asked: VisitWishes) {
    const [, , group] = path.split('/')
    const page = pages.find((each) => each.path === (group === undefined ? path : '/settings/:group'))
    if (!page) throw new Error(`There is no page ${path}`)
    const params = group === undefined ? {} : { group }
    return { page, visit: visitOf({ now: clock.now(), params, ...asked }) }
  }

  return {
    database,
    registry,
    breakers,
    clock,
    show(path, asked = {}) {
      const { page, visit } = at(path, asked)
      return page.show(visit)
    },
    async press(path, button, form, asked = {}) {
      const { page, visit } = at(path, asked)
      const action = page.actions?.[button]
      if (!action) throw new Error(`There is no button ${button}`)
      const done = await action.run(visit, new URLSearchParams(form))
      return 'to' in done
        ? { view: undefined, on: done, text: '' }
        : { view: done, on: undefined, text: done.body.toString() }
    },
  }
}
