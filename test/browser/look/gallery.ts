/** Every part that pages are made of, in every state, inside the real layout: for eyes, and for tests that walk it. */
import { existsSync, readFileSync } from 'node:fs'
import { plainLayout, type Signed, signedLayout } from '../../../src/admin/frame/layout.js'
import { sendPage } from '../../../src/admin/frame/send-page.js'
import type { Theme } from '../../../src/admin/frame/theme.js'
import {
  actionButton,
  badge,
  barChart,
  choiceField,
  copyable,
  emptyState,
  facts,
  type Html,
  html,
  notice,
  type Page,
  submitButton,
  switchField,
  table,
  textField,
  type View,
  type Visit,
} from '../../../src/kernel.js'
import { type Listening, listen } from '../../support/http.js'
import { visitOf } from '../../support/visit.js'

const states = ['good', 'attention', 'bad', 'off'] as const
const minute = 60_000

/** What merchants and attackers type. */
const words = {
  short: 'Wool scarf',
  long: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2),
  rightToLeft: 'وشاح من الصوف المرينو الناعم',
  emoji: '🧣👩🏽‍🚀 Schal für 🥶',
  markup: '<script>alert("1")</script><b>&amp;</b>',
} as const

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const wave = (most: number, shift: number) =>
  hours.map((_, at) => Math.round(most * (1 + Math.sin((at + shift) / 3)) ** 2))

function log(visit: Visit, count: number, name: (at: number) => string = () => 'Purchase'): Html {
  return table({
    caption: 'Events, newest first',
    columns: [
      { label: 'Event' },
      { label: 'State' },
      { label: 'Order' },
      { label: 'When' },
      { label: 'Value', isFigure: true },
    ],
    rows: Array.from({ length: count }, (_, at) => [
      html`<a href="${visit.href(`/events/${count - at}`)}">${name(at)}</a>`,
      badge(states[at % 4] ?? 'off', ['Meta has it', 'Waiting', 'Given up', 'Not sent'][at % 4] ?? ''),
      `1000${at}`,
      visit.words.when(visit.now - at * minute),
      visit.words.number(at * 1234.5),
    ]),
    empty: emptyState(
      'Nothing has happened yet',
      'Buy something in your shop, and it shows here within seconds.',
    ),
  })
}

function filled(visit: Visit): View {
  return {
    title: 'Everything at once',
    liveSeconds: 3,
    body: html`<p class="lede" data-told>All is well: 2 feeds, 1,234 events in the last hour.</p>
${notice('attention', 'The token ends in 3 days.', actionButton({ does: 'renew', label: 'Make a new one' }))}
<h2>Cards</h2>
<div class="cards">${states.map(
      (
        state,
      ) => html`<section class="card"><header><h3><a href="${visit.href('/feeds')}">Feed for Meta</a></h3>${badge(state, { good: 'Fresh', attention: 'Getting old', bad: 'Failed', off: 'Off' }[state])}</header>
<p>1,204 items, 3 more than before; 12 were left out.</p>${facts([
        ['Built', visit.words.when(visit.now - 12 * minute)],
        ['Size', visit.words.bytes(1_234_567)],
      ])}</section>`,
    )}</div>
<h2>Charts</h2>
<div class="columns"><div>${barChart({
      title: 'Events in the last day',
      labels: hours,
      series: [
        { label: 'sent', values: wave(40, 0) },
        { label: 'tried again', values: wave(12, 4) },
        { label: 'given up', values: wave(5, 9) },
        { label: 'held', values: wave(8, 2) },
      ],
      tell: visit.words.number,
    })}</div><div>${barChart({
      title: 'Time until Meta has it',
      labels: hours,
      series: [{ label: 'mean', values: wave(900, 5) }],
      tell: visit.words.duration,
    })}</div></div>
<h2>A list</h2>
<nav class="tabs" aria-label="Events"><ul><li><a href="${visit.href('/events')}" aria-current="page">Log</a></li><li><a href="${visit.href('/events/figures')}">Figures</a></li></ul></nav>
<form class="filters" method="get">${choiceField({
      name: 'kind',
      label: 'Kind',
      value: 'Purchase',
      options: [
        { value: '', label: 'All' },
        { value: 'Purchase', label: 'Purchase' },
      ],
    })}${textField({ name: 'order', label: 'Order', type: 'search', placeholder: '10004' })}<div class="actions"><button class="plain">Show</button></div></form>
${log(visit, 20)}
<nav class="pager" aria-label="More events"><a href="${visit.href('/events', { before: 1 })}">Newer</a><a href="${visit.href('/events', { before: 2 })}">Older</a></nav>
<h2>A form</h2>
<form method="post" class="panel">${[
      textField({
        name: 'NAME',
        label: 'Name',
        value: 'Wool & Co',
        hint: 'As your shoppers know it.',
        isRequired: true,
      }),
      textField({
        name: 'LIMIT',
        label: 'Largest drop',
        value: '20',
        inputMode: 'numeric',
        hint: 'In percent.',
      }),
      textField({
        name: 'FIXED',
        label: 'Address',
        value: 'https://shop.example',
        isReadOnly: true,
        hint: 'Set by STORECAST_PUBLIC_URL.',
      }),
      switchField({ name: 'ON', label: 'Events go to Meta', isOn: true, hint: 'Off keeps them waiting.' }),
      switchField({ name: 'OFF', label: 'Feed needs a token', isOn: false }),
    ]}<div class="actions">${submitButton({ does: 'save', label: 'Save' })}<a class="button" href="${visit.href('/settings')}">Leave it</a></div></form>
<div class="actions">${actionButton({ does: 'retry', label: 'Send again', kind: 'main' })}${actionButton({ does: 'drop', label: 'Drop', kind: 'danger', question: 'Drop this event for good?' })}${actionButton({ does: 'look', label: 'Look' })}</div>
<h2>Facts</h2>
${facts([
  ['Pixel', '1234567890'],
  ['State', badge('good', 'Meta has it')],
  ['Next try', visit.words.when(visit.now + 5 * minute)],
])}
<h2>To paste elsewhere</h2>
<p>${copyable('https://shop.example/xml/facebook-catalog?token=abc', 'Address of the feed')}</p>
<pre>&lt;item&gt;&lt;g:id&gt;1&lt;/g:id&gt;&lt;/item&gt;</pre>
<progress max="100" value="40" aria-label="Building the feed"></progress>
<dl class="numbers"><div><dt>Items</dt><dd>1,204</dd></div><div><dt>Left out</dt><dd>12</dd></div></dl>
<h2>Products</h2>
<ul class="tiles"><li class="tile"><img alt="" width="400" height="400" src="data:,"><strong>Wool scarf</strong><span>29.00 EUR</span>${badge('good', 'In stock')}</li><li class="tile"><strong>${words.rightToLeft}</strong></li></ul>`,
  }
}

function empty(visit: Visit): View {
  return {
    title: 'Nothing yet',
    body: html`${log(visit, 0)}${barChart({ title: 'Events in the last day', labels: hours, series: [{ label: 'sent', values: [] }], tell: visit.words.number })}`,
  }
}

function wrong(visit: Visit): View {
  return {
    title: 'Something is wrong',
    status: 422,
    body: html`${notice('bad', 'Nothing was saved.', html`<p>Mend what is marked below.</p>`)}
${notice('off', 'This feed is off.')}
<form method="post" class="panel">${[
      textField({
        name: 'URL',
        label: 'Address',
        value: words.markup,
        type: 'url',
        hint: 'Begins with https://.',
        error: 'Give an address that begins with https://.',
      }),
      textField({
        name: 'SECRET',
        label: 'New token',
        type: 'password',
        autocomplete: 'off',
        error: 'At least 12 characters.',
      }),
      choiceField({
        name: 'COUNTRY',
        label: 'Country',
        value: 'DE',
        options: [{ value: 'DE', label: 'Germany' }],
        error: 'No such country.',
      }),
      switchField({ name: 'BOTH', label: 'Both', isOn: true, error: 'Needs a token first.' }),
    ]}${submitButton({ does: 'save', label: 'Save' })}</form>
<h2>What happened</h2>
${facts([['Request', visit.store]])}`,
  }
}

function hostile(visit: Visit): View {
  const each = Object.values(words)
  return {
    title: words.long,
    body: html`${each.map((text) => notice('attention', text))}
<h2>${words.markup}</h2>
<div class="cards">${each.map((text) => html`<section class="card"><header><h3><a href="${visit.href('/feeds')}">${text}</a></h3>${badge('bad', text)}</header><p>${text}</p>${facts([[text, text]])}</section>`)}</div>
${log(visit, 5, (at) => each[at] ?? '')}
${facts(each.map((text) => [text, text] as const))}
${each.map((text, at) => textField({ name: `t${at}`, label: text, value: text, hint: text, error: text }))}
${each.map((text, at) => switchField({ name: `s${at}`, label: text, isOn: true }))}
<div class="actions">${each.map((text) => actionButton({ does: 'x', label: text }))}</div>
${emptyState(words.long, words.rightToLeft)}
<p>${copyable(words.long, 'Long')}</p><pre>${words.long}</pre>`,
  }
}

const views = {
  filled,
  empty,
  wrong,
  hostile,
  many: (visit: Visit): View => ({ title: 'Two thousand', body: log(visit, 2_000) }),
} as const satisfies Readonly<Record<string, (visit: Visit) => View>>

export type Shown = keyof typeof views | 'outside'

export const shown: readonly Shown[] = ['filled', 'empty', 'wrong', 'hostile', 'many', 'outside']

const pageAt = (path: string, label: string, rank: number): Page => ({
  path,
  summary: label,
  menu: { label, rank },
  show: async () => empty(visitOf()),
})

const menu = ['/', '/feeds', '/events', '/settings', '/audit', '/people', '/demo'].map((path, rank) =>
  pageAt(path, ['Overview', 'Feeds', 'Events', 'Settings', 'Audit', 'People', 'Stand-in'][rank] ?? '', rank),
)

const outside: View = {
  title: 'Sign in',
  body: html`<form method="post" class="panel">${textField({ name: 'name', label: 'Name', autocomplete: 'username', isRequired: true })}${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', isRequired: true })}<button class="main">Sign in</button></form>`,
}

export interface Wishes {
  readonly theme?: Theme
  /** In place of the gallery's own. */
  readonly view?: View
  readonly now?: number
}

/** One page of the gallery as a document. */
export function draw(which: Shown, { theme = 'auto', view, now = Date.now() }: Wishes = {}): Html {
  const visit = visitOf({ now })
  const signed: Signed = {
    shop: which === 'hostile' ? words.long : 'Wool & Co',
    theme,
    stylesheet: './look.css',
    script: './life.js',
    banner: which === 'filled' ? 'Demo: a made-up shop. Nothing leaves this machine.' : undefined,
    visit: which === 'hostile' ? { ...visit, user: words.long, store: words.long } : visit,
    menu,
    current: '/events',
    stores: ['default', which === 'hostile' ? words.long : 'sweden'].map((key) => ({ key, way: './many' })),
    notice: which === 'filled' ? 'Saved.' : undefined,
    ways: { signOut: './sign-out', theme: './theme', back: 'admin' },
  }
  if (which === 'outside') return plainLayout(signed, outside)
  return signedLayout(signed, view ?? views[which](visit))
}

/** An asset of the merchant's pages, by its name in the folder. */
export function asset(name: string): string | undefined {
  const file = new URL(`../../../src/admin/assets/${name}`, import.meta.url)
  return /^[a-z]+\.(css|js)$/.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Serves the gallery under the headers of the real pages; `/<page>?theme=dark`. */
export function serveGallery(): Promise<Listening> {
  return listen((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost')
    const name = pathname.slice(1)
    const text = asset(name)
    if (text !== undefined) {
      res.setHeader('content-type', name.endsWith('.css') ? 'text/css' : 'text/javascript')
      res.end(text)
      return
    }
    const which = shown.find((each) => each === name) ?? 'filled'
    const theme = (searchParams.get('theme') ?? 'auto') as Theme
    sendPage(res, draw(which, { theme }), { status: 200 })
  })
}
