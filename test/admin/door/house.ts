/** The merchant's pages of a Storecast of a test's own, and a browser that keeps cookies in front of them. */
import express, { type RequestHandler } from 'express'
import { onTestFinished } from 'vitest'
import { createCookie } from '../../../src/admin/door/cookies.js'
import { hashOneTimePassword } from '../../../src/admin/door/password.js'
import { type AdminState, adminModule } from '../../../src/admin/index.js'
import { assemble, type Kernel, type KernelOptions } from '../../../src/kernel/assembly.js'
import { defineModule } from '../../../src/kernel/module.js'
import { textField } from '../../../src/kernel/pages/field.js'
import { html } from '../../../src/kernel/pages/html.js'
import type { GoingOn } from '../../../src/kernel/pages/page.js'
import type { Call } from '../../../src/kernel/server/route.js'
import { type TestClock, testClock } from '../../support/clock.js'
import { type Answer, listen, send } from '../../support/http.js'
import { type Lines, lines } from '../../support/lines.js'
import { testFolder } from '../../support/temp-folder.js'

export const ownPassword = 'a walk along the harbour'

export interface HouseOptions extends Omit<KernelOptions, 'database' | 'environment' | 'clock'> {
  readonly url: string
  readonly environment?: Readonly<Record<string, string>>
  /** Where a host app mounts it. */
  readonly mount?: string
  /** The first admin is made as the server makes it. */
  readonly opensItself?: boolean
  /** What the host app does first. */
  readonly before?: RequestHandler
  readonly clock?: TestClock
}

export interface House {
  readonly kernel: Kernel
  readonly state: AdminState
  readonly clock: TestClock
  readonly lines: Lines
  readonly app: express.Express
  /** Up to where it is mounted, without a trailing slash. */
  readonly url: string
  /** The forms that the page `/noted` took, in their order. */
  readonly noted: readonly URLSearchParams[]
  /** A browser that the first admin has signed in with, without the trouble of doing so. */
  admin(): Promise<Browser>
  /** The same of somebody new, whose password is `ownPassword`. */
  enter(name: string, role: 'viewer' | 'admin', store?: string): Promise<Browser>
}

/** Migrated and listening; the first admin's password is `ownPassword`. Closed when the current test has finished. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const {
    url,
    environment,
    mount = '',
    before,
    opensItself = false,
    clock = testClock(),
    ...others
  } = options
  const written = lines()
  const noted: URLSearchParams[] = []
  const kernel = await assemble([notebook(noted), adminModule()], {
    logDestination: written,
    logLevel: 'trace',
    dataFolder: testFolder(),
    secret: 'the secret of these tests',
    clock,
    ...others,
    database: url,
    environment: {
      SERVER__RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
    },
  })
  const app = express()
  if (before) app.use(before)
  app.use(mount || '/', kernel.router)
  app.use(kernel.notFound)
  const server = await listen(app)
  onTestFinished(async () => {
    await server.close()
    await kernel.close()
  })
  await kernel.migrate()
  const state = kernel.state('admin') as AdminState
  if (opensItself) await state.open()
  // Cheap to store, and as dear to check as any other.
  else await state.people.addFirst('admin', hashOneTimePassword(ownPassword), false)
  const address = `${server.url}${mount}`
  const cookie = createCookie(state.host, '')
  async function seat(name: string): Promise<Browser> {
    const { token } = await state.sessions.begin(name, 'a browser')
    const visitor = browser(address)
    const req = { headers: { host: 'localhost' }, socket: {} }
    const appendHeader = (_: string, line: string) =>
      visitor.cookies.set(line.slice(0, line.indexOf('=')), token)
    cookie.write({ req, res: { appendHeader } } as unknown as Call, token)
    return visitor
  }
  return {
    kernel,
    state,
    clock,
    lines: written,
    app,
    url: address,
    noted,
    admin: () => seat('admin'),
    async enter(name, role, store = '*') {
      await state.people.add({ name, role, store, by: 'a test' })
      await state.people.setPassword(name, hashOneTimePassword(ownPassword), 'a test')
      return seat(name)
    },
  }
}

/** A module with one page whose form keeps what it gets. */
function notebook(noted: URLSearchParams[]) {
  const keep = async (_visit: unknown, form: URLSearchParams): Promise<GoingOn> => {
    noted.push(form)
    return { to: '/noted', notice: 'It is noted.' }
  }
  return defineModule({
    name: 'notebook',
    summary: 'Keeps what is typed.',
    assemble: (host) => host,
    pages: () => [
      {
        path: '/noted',
        summary: 'Keeps what is typed.',
        menu: { label: 'Noted', rank: 10 },
        show: async ({ store, user }) => ({
          title: 'Noted',
          body: html`<p>${user} in ${store}</p><form method="post">${textField({ name: 'text', label: 'Text' })}</form>`,
        }),
        actions: { note: { run: keep }, look: { role: 'viewer', run: keep } },
      },
    ],
  })
}

export interface Browser {
  /** By name. */
  readonly cookies: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** As a form of ours is sent. */
  post(path: string, form: Form, headers?: Readonly<Record<string, string>>): Promise<Answer>
  signIn(name: string, password: string, more?: Readonly<Record<string, string>>): Promise<Answer>
}

export type Form = Readonly<Record<string, string>> | URLSearchParams

/** `always` is sent with every request; cookies are kept as a browser keeps them, but for their dates. */
export function browser(url: string, always: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>()
  async function ask(
    path: string,
    method: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(`${url}${path}`, {
      method,
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        ...(jar !== '' && { cookie: jar }),
        ...always,
        ...headers,
      },
      ...(body !== undefined && { body }),
    })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0\b/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const post: Browser['post'] = (path, form, headers = {}) => {
    const body = new URLSearchParams(form).toString()
    const own = {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
    }
    return ask(path, 'POST', { ...own, ...headers }, body)
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, 'GET', headers),
    post,
    signIn: (name, password, more = {}) => post('/admin/sign-in', { name, password, ...more }),
  }
}

/** What a page says, without its markup. */
export function wordsOf({ text }: Answer): string {
  return text
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

/** The fields of the first form that posts to such an address, as they would be sent. */
export function fieldsOf({ text }: Answer, action: RegExp): URLSearchParams {
  const form = [...text.matchAll(/<form method="post"[^>]*>[\s\S]*?<\/form>/g)]
    .map(([markup]) => markup)
    .find((markup) => action.test(/action="([^"]*)"/.exec(markup)?.[1] ?? ''))
  const fields = new URLSearchParams()
  for (const [, input = ''] of form?.matchAll(/<input ([^>]*)>/g) ?? []) {
    const name = /name="([^"]*)"/.exec(input)?.[1]
    if (name !== undefined) fields.append(plain(name), plain(/value="([^"]*)"/.exec(input)?.[1] ?? ''))
  }
  return fields
}

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
