/** The frame: every module's pages as routes, inside one layout and behind one door. */
import {
  type Action,
  AppError,
  admin,
  type Call,
  type GoingOn,
  type Host,
  type Page,
  type Route,
  type View,
  type Visit,
} from '../../kernel.js'
import type { Doorkeeper } from '../door/doorkeeper.js'
import { wayTo, wayUp } from './address.js'
import { errorView } from './error-view.js'
import { readForm } from './form.js'
import { plainLayout, type Signed, signedLayout } from './layout.js'
import { keepPrivate, sendPage } from './send-page.js'
import type { SurroundingsOf } from './surroundings.js'
import { visitOf } from './visit.js'
import { wantsPage } from './wants-page.js'

export interface FrameParts {
  readonly host: Host
  readonly door: Doorkeeper
  readonly surroundingsOf: SurroundingsOf
  readonly pages: readonly Page[]
}

// A page of settings with every field filled is a few kilobytes.
const formLimitBytes = 262_144

export function createFrame({ host, door, surroundingsOf, pages }: FrameParts) {
  const menu = pages
    .filter(({ menu: entry }) => entry !== undefined)
    .toSorted((a, b) => (a.menu?.rank ?? 0) - (b.menu?.rank ?? 0))

  async function signedOf(call: Call, visit: Visit, path: string): Promise<Signed> {
    const up = wayUp(call)
    return {
      ...(await surroundingsOf(call)),
      visit,
      menu: menu.filter(({ role }) => role !== 'admin' || visit.role === 'admin'),
      current: menuPathOf(path),
      stores: door.personOf(call).stores.map((key) => ({ key, way: wayTo(call, key, '/') })),
      notice: await door.takeNotice(call),
      ways: {
        signOut: `${up}admin/sign-out`,
        theme: `${up}admin/theme`,
        back: call.req.url.replace(/^\//, ''),
      },
    }
  }

  /** The longest path in the menu that this one begins with. */
  function menuPathOf(path: string): string {
    const leading = menu.filter((page) => path === page.path || path.startsWith(`${page.path}/`))
    return leading.toSorted((a, b) => b.path.length - a.path.length)[0]?.path ?? path
  }

  async function sendView(call: Call, visit: Visit, page: Page, view: View, status = 200): Promise<void> {
    const document = signedLayout(await signedOf(call, visit, page.path), view)
    sendPage(call.res, document, { status: view.status ?? status, showsPictures: view.showsPictures })
  }

  async function visitFor(call: Call): Promise<Visit> {
    const visit = await visitOf(host, call, door.personOf(call))
    door.accompany(visit, call)
    return visit
  }

  async function show(call: Call, page: Page): Promise<void> {
    const visit = await visitFor(call)
    await sendView(call, visit, page, await page.show(visit))
  }

  async function act(call: Call, page: Page): Promise<void> {
    const form = await readForm(call)
    const visit = await visitFor(call)
    const action = actionOf(page, form.get('do') ?? '')
    if ((action.role ?? 'admin') === 'admin' && visit.role !== 'admin') throw forbidden()
    const done = await action.run(visit, form)
    if ('to' in done) await goOn(call, visit, done)
    else await sendView(call, visit, page, unmoving(done), 422)
  }

  async function goOn(call: Call, visit: Visit, { to, query, notice }: GoingOn): Promise<void> {
    if (notice !== undefined) await door.leaveNotice(call, notice)
    keepPrivate(call.res)
    call.res.statusCode = 303
    call.res.setHeader('location', visit.href(to, query))
    call.res.end()
  }

  /** A page for people; programs get problem details. */
  async function showError(call: Call, error: AppError): Promise<void> {
    if (!wantsPage(call) || error.code === 'ADMIN_DISABLED') return
    if (await door.turnAway(call, error)) return
    const { status, view } = errorView(call, error)
    sendPage(call.res, plainLayout(await surroundingsOf(call), view), { status })
  }

  function routesOf(page: Page): readonly Route[] {
    const shared = {
      path: page.path === '/' ? '/admin' : `/admin${page.path}`,
      summary: page.summary,
      scope: 'store',
      showError,
    } as const
    const role = page.role ?? 'viewer'
    const showing: Route = {
      ...shared,
      method: 'GET',
      access: admin(role, door.gate),
      handle: (call) => show(call, page),
    }
    if (page.actions === undefined) return [showing]
    const acting: Route = {
      ...shared,
      method: 'POST',
      access: admin(role, door.gate),
      bodyLimitBytes: formLimitBytes,
      handle: (call) => act(call, page),
    }
    return [showing, acting]
  }

  return { showError, routes: () => pages.flatMap(routesOf) }
}

/** What answers a form is read in peace: news would take away what was typed or is told once. */
function unmoving({ liveSeconds, ...view }: View): View {
  return view
}

function actionOf(page: Page, name: string): Action {
  const { actions = {} } = page
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action) return action
  throw new AppError('ACTION_UNKNOWN', 'invalid', 'This page has no such button; load it again.')
}

const forbidden = (): AppError =>
  new AppError(
    'ROLE_MISSING',
    'forbidden',
    'You may look here, and not change anything: ask an admin of this store.',
  )
