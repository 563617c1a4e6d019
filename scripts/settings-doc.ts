/** The text of docs/settings.md, made of the groups that the kernel and the modules declare. */
import { modulesOf } from '../src/app.js'
import { CIRCUIT_BREAKER } from '../src/kernel/breaker/settings.js'
import { DEFERRED_TASK } from '../src/kernel/deferred/settings.js'
import { OUTBOX } from '../src/kernel/outbox/settings.js'
import type { Group } from '../src/kernel/registry/group.js'
import type { Setting } from '../src/kernel/registry/setting.js'
import { SERVER } from '../src/kernel/server/settings.js'
import { SHOP } from '../src/kernel/shop.js'

/** Every group there is, in the order of `storecast registry list`. */
export const settingGroups: readonly Group[] = [
  SHOP,
  SERVER,
  OUTBOX,
  DEFERRED_TASK,
  CIRCUIT_BREAKER,
  ...modulesOf({ catalog: 'demo' }).flatMap(({ registry = [] }) => registry),
]

/** What each kind of setting takes; a kind that is missing here has no place in the document. */
const kinds: Readonly<Record<string, string>> = {
  flag: '`true` or `false`; `yes`, `no`, `on`, `off`, `1` and `0` do as well',
  text: 'one line without control characters',
  choice: 'one of the words that stand beside it, in any capitals',
  digits: 'an id of digits only',
  whole: 'a whole number within the bounds that stand beside it',
  address: 'an http(s) address without query; a slash at its end is dropped',
  currency: 'an ISO 4217 code, as `EUR`',
  country: 'an ISO 3166 code of two letters, as `DE`',
  timeZone: 'an IANA time zone, as `Europe/Berlin`',
  schedule: 'a cron expression of five fields, told in `SHOP.TIME_ZONE`',
  tokens:
    'one token of printable ASCII, at most 200 characters; or two with a comma between while one replaces the other. Sealed at rest, shown only with `--reveal`',
  signingKeys:
    'one key of printable ASCII, 32 to 200 characters (`--generate` makes one); or two with a comma between while one replaces the other. Sealed at rest, shown only with `--reveal`',
  secret:
    'one line of printable ASCII without spaces, at most 500 characters; what replaces it holds at once. Sealed at rest, shown only with `--reveal`',
}

const environment: readonly (readonly [name: string, fallback: string, meaning: string])[] = [
  [
    'DATABASE_URL',
    '`storecast.db` in `STORECAST_DATA`',
    '`mysql://user:password@host:3306/name` (`?ssl` for TLS), or the path of the embedded SQLite file',
  ],
  [
    'STORECAST_CATALOG',
    'what `storecast.config.js` says, else `sql` in production and `demo` elsewhere',
    'Of the stand-alone program and the command: `sql`, your own products, wherever the configuration has them; `demo`, a made-up shop, whatever it says',
  ],
  [
    'STORECAST_CONFIG',
    '`storecast.config.js` or `.mjs` in the working directory, where there is one',
    'Of the stand-alone program and the command: the shop’s configuration ([channels and prices](channels.md), [products](catalog.md)). It is code and is run',
  ],
  [
    'STORECAST_DATA',
    '`./data`',
    'Folder for feed files, the embedded database and the development secret; one for all processes',
  ],
  [
    'STORECAST_SECRET',
    'a file made once, outside production',
    'Seals tokens at rest; at least 16 characters, several with commas between, the current one first; required in production, the same everywhere',
  ],
  [
    'STORECAST_STORES',
    'none besides `default`',
    'Keys of further stores, with commas between: a-z, 0-9 and -, at most 64 characters',
  ],
  [
    'STORECAST_ADMIN_PASSWORD',
    'a one-time password, told once',
    'Password of the first admin of the [merchant’s page](merchants-page.md), where nobody is yet; at least 12 characters; ignored afterwards',
  ],
  [
    'STORECAST_GRAPH_URL',
    '`https://graph.facebook.com`',
    'Where the Graph API is that events go to; tests point it at this machine, and the demo has a stand-in unless it is set',
  ],
  [
    'STORECAST_PUBLIC_URL',
    '`http://localhost:PORT`',
    'How the outside reaches Storecast, path prefix included',
  ],
  [
    'STORECAST_TRUSTED_PROXIES',
    'none',
    'Addresses (CIDR, with commas between) of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed',
  ],
  ['PORT', '`3000`', 'Where the stand-alone program listens'],
  ['HOST', 'every interface', 'On which address it listens'],
  [
    'LOG_LEVEL',
    '`info`; `error` for commands',
    '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
  ],
  [
    'NODE_ENV',
    '`development`',
    '`production` requires `STORECAST_SECRET`, and makes `sql` the default catalog',
  ],
]

/** Names of the variables that are no registry values. */
export const environmentNames: readonly string[] = environment.map(([name]) => name)

/** The whole document. */
export function settingsDoc(): string {
  return [
    '# Settings',
    '',
    '<!-- Written by `npm run docs:settings` from the declared groups; a test compares. Change the declarations, not this file. -->',
    '',
    'What a process must know before it can open its database comes from the environment.',
    'What only the shop’s developer can say, as channels and tables of its own, stands in `storecast.config.js` ([channels.md](channels.md)).',
    'Everything else is in the registry: typed groups, each value per store.',
    '',
    '## Environment',
    '',
    ...table(
      ['Variable', 'Unless given', 'What it is'],
      environment.map(([name, ...rest]) => [`\`${name}\``, ...rest]),
    ),
    '',
    'An empty variable counts as not given. A program that finds mistakes tells all of them at once and ends with exit code 2.',
    '',
    '## Registry',
    '',
    'A value resolves: environment (`GROUP__KEY`, as `SHOP__CURRENCY=CHF`; for the store `default` only), then the database (per store), then its default.',
    'Empty and the placeholder `TBD` are the same as not set.',
    'A change in the database is audited, and running processes see it within two seconds; only the environment needs a restart.',
    '',
    '```sh',
    'storecast registry list',
    'storecast registry set SHOP CURRENCY CHF',
    'storecast registry set SHOP CURRENCY --unset',
    '```',
    '',
    'Each channel has its own settings under its code: `IS_ENABLED_…`, `IS_PROTECTED_…`, `…_TOKEN` and `CUSTOM_PRICE_…` in `XML_FEEDS`, `PRODUCT_ID_PREFIX_…` in `TRACKING`. A [channel of your own](channels.md#add-a-channel) brings them along; below are those of Google and Facebook.',
    '',
    ...settingGroups.flatMap(section),
    '## Kinds',
    '',
    ...table(
      ['Kind', 'What it takes'],
      kindsInUse().map((kind) => [kind, meaningOf(kind)]),
    ),
    '',
  ].join('\n')
}

function section({ name, settings }: Group): string[] {
  const rows = Object.entries(settings).map(([key, setting]) => [
    `\`${key}\``,
    setting.kind + boundsOf(setting),
    defaultOf(setting),
    setting.description,
  ])
  return [`### ${name}`, '', ...table(['Key', 'Kind', 'Default', 'What it does'], rows), '']
}

function kindsInUse(): readonly string[] {
  return [
    ...new Set(settingGroups.flatMap(({ settings }) => Object.values(settings).map(({ kind }) => kind))),
  ]
}

function meaningOf(kind: string): string {
  const meaning = kinds[kind]
  if (meaning === undefined)
    throw new TypeError(`The kind ${kind} is not described in scripts/settings-doc.ts`)
  return meaning
}

// Bounds stand in the schema alone, and what it says of a number beyond all of them tells them.
function boundsOf({ kind, schema, choices }: Setting<unknown>): string {
  if (choices !== undefined) return `: ${choices.map((word) => `\`${word}\``).join(', ')}`
  if (kind !== 'whole') return ''
  const message = schema.safeParse('9'.repeat(15)).error?.issues[0]?.message ?? ''
  const [, least, most] = /between (\d+) and (\d+)/.exec(message) ?? []
  return `, ${Number(least).toLocaleString('en')} to ${Number(most).toLocaleString('en')}`
}

function defaultOf({ initial }: Setting<unknown>): string {
  if (initial === undefined || initial === '' || (Array.isArray(initial) && initial.length === 0))
    return 'not set'
  return `\`${String(initial)}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
