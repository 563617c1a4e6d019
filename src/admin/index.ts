/** The module of the merchant's pages: every module's own inside one frame, behind one door. */
import { defineModule, type Module, type Route } from '../kernel.js'
import { accessChangesOf, forgetAccess } from './door/access-audit.js'
import { checkDoor } from './door/checks.js'
import { adminCommands } from './door/commands.js'
import type { Doorkeeper } from './door/doorkeeper.js'
import { firstAdminVariables } from './door/first-admin.js'
import { doorMigrations } from './door/schema.js'
import { createFrame } from './frame/frame.js'
import { themeRoute } from './frame/theme.js'
import { adminPages } from './pages/index.js'
import { ADMIN } from './settings.js'
import { type AdminOptions, type AdminState, addressOf, createState } from './state.js'

export const adminName = 'admin'

const auditKeptMs = 400 * 86_400_000

/** Stands last of all modules, so that it knows the pages of every other one. */
export function adminModule(options: AdminOptions = {}): Module<AdminState> {
  return defineModule<AdminState, object>({
    name: adminName,
    summary: 'The merchant’s pages, and who may open them.',
    registry: [ADMIN],
    variables: firstAdminVariables,
    migrations: doorMigrations,
    assemble: (host) => createState(host, options),
    routes: (state) => routesOf(state),
    schedules: ({ host, sessions }) => [
      {
        name: 'admin.sweep',
        when: async () => ({ cron: '43 * * * *', timeZone: 'UTC' }),
        async run(store) {
          // Sessions belong to no store.
          if (store !== 'default') return
          const { IDLE_MINUTES, SESSION_HOURS } = await host.registry.read(ADMIN, 'default')
          await sessions.sweep({ idleMs: IDLE_MINUTES * 60_000, lifeMs: SESSION_HOURS * 3_600_000 })
          await forgetAccess(host.database.knex, host.clock.now() - auditKeptMs)
        },
      },
    ],
    commands: adminCommands,
    checks: checkDoor,
    async start({ host, open }) {
      try {
        await open()
      } catch (err) {
        // Feeds and events go on without the pages.
        host.log.warn({ err }, 'it could not be looked up whether anybody may sign in; the next start does')
      }
    },
    async welcome(state) {
      const { ENABLED } = await state.host.registry.read(ADMIN, 'default')
      const told = state.takeTold()
      return ENABLED ? [told ?? addressOf(state.host)] : []
    },
  })
}

function routesOf({ host, door, assets, surroundingsOf }: AdminState): readonly Route[] {
  const frame = createFrame({
    host,
    door,
    surroundingsOf,
    pages: [
      ...adminPages({
        host,
        accessChanges: (store, limit, before) => accessChangesOf(host.database.knex, store, limit, before),
      }),
      ...host.house.pages(),
      ...door.pages(),
    ],
  })
  const own = [...door.routes(), themeRoute(door.lobby)].map((route) => ({
    ...route,
    showError: frame.showError,
  }))
  return [...own, assets.route, ...frame.routes()].map((route) => whileOpen(route, door))
}

/** The gate asks for itself; what has none is closed here. */
function whileOpen(route: Route, { requireOpen }: Doorkeeper): Route {
  if (route.access.kind === 'admin') return route
  return {
    ...route,
    async handle(call) {
      await requireOpen()
      await route.handle(call)
    },
  }
}

export type { AdminOptions, AdminState } from './state.js'
