/** Configuration: what a process must know before it can open its database; all mistakes are told at once. */
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from './errors.js'
import { didYouMean } from './near-miss.js'
import { type Environment, readEnvironment } from './registry/environment.js'
import type { Group } from './registry/group.js'
import { readVariables, type Variables } from './variables.js'

/** What a host program may say in code; each falls back to its environment variable, then to its default. */
export interface ConfigOptions {
  /** `mysql://…`, or a path for the embedded SQLite. `DATABASE_URL`; `./data/storecast.db`. */
  readonly database?: string
  /** Where feed files and the development secret are kept. `STORECAST_DATA`; `./data`. */
  readonly dataFolder?: string
  /** Seals secrets; several with commas between, the current one first. `STORECAST_SECRET`. */
  readonly secret?: string
  /** Store keys; `default` is always among them. `STORECAST_STORES`. */
  readonly stores?: readonly string[]
  /** How the outside reaches this mount point. `STORECAST_PUBLIC_URL`; `http://localhost:PORT`. */
  readonly publicUrl?: string
  /** Addresses (CIDR) of proxies whose X-Forwarded-For counts. `STORECAST_TRUSTED_PROXIES`. */
  readonly trustedProxies?: readonly string[]
  readonly logLevel?: string
  /** How long to wait at start for a database that does not answer yet. */
  readonly databaseWaitSeconds?: number
  /** Mistakes that were found before, to be told together with all others. */
  readonly mistakes?: readonly string[]
  /** The process is Storecast's alone, so that PORT and LOG_LEVEL are meant for it and a mistake in them is one. */
  readonly ownsProcess?: boolean
  /** `process.env` unless given. */
  readonly environment?: Environment
}

export interface Config {
  readonly database: string
  readonly dataFolder: string
  readonly secret: string | undefined
  readonly stores: readonly string[]
  readonly publicUrl: string
  readonly trustedProxies: readonly string[]
  readonly logLevel: string
  readonly databaseWaitMs: number
  readonly production: boolean
  readonly port: number
  readonly host: string | undefined
  readonly registryValues: ReadonlyMap<string, unknown>
  /** Of the modules' own variables, those that are set. */
  readonly variables: ReadonlyMap<string, string>
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

const storeKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'has a store key that is not made of a-z, 0-9 and -')

const cidr = z.union(
  [z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()],
  'has an entry that is no IP address or CIDR, as 10.0.0.0/8',
)

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const portRange = 'must be a whole number from 0 to 65535'

const variables = {
  DATABASE_URL: z.string().min(1),
  STORECAST_DATA: z.string().min(1).default('./data'),
  STORECAST_SECRET: z
    .string()
    .refine((text) => list(text).length > 0, 'is empty')
    .refine((text) => list(text).every((secret) => secret.length >= 16), 'must have at least 16 characters')
    .optional(),
  STORECAST_STORES: z.array(storeKey).default([]),
  STORECAST_PUBLIC_URL: z
    .string()
    .refine(
      (address) => /^https?:\/\/[^\s?#]+$/.test(address) && URL.canParse(address),
      'must be an http(s) address without query, as https://feeds.shop.example',
    )
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  STORECAST_TRUSTED_PROXIES: z.array(cidr).default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`),
  PORT: z.coerce.number(portRange).int(portRange).min(0, portRange).max(65_535, portRange),
  HOST: z.string().min(1).optional(),
  NODE_ENV: z.string().default('development'),
}

/** Reads options and environment; throws CONFIG_INVALID with every mistake, the registry's variables included. */
export function readConfig(
  options: ConfigOptions,
  groups: readonly Group[],
  declared: Variables = {},
): Config {
  const environment = meantForUs(withoutEmpty(options.environment ?? process.env), options)
  const dataFolder = options.dataFolder ?? environment.STORECAST_DATA ?? './data'
  const registry = readEnvironment(environment, groups)
  const own = readVariables(environment, declared)
  const read = z.object(variables).safeParse({
    DATABASE_URL: options.database ?? environment.DATABASE_URL ?? join(dataFolder, 'storecast.db'),
    STORECAST_DATA: dataFolder,
    STORECAST_SECRET: options.secret ?? environment.STORECAST_SECRET,
    STORECAST_STORES: options.stores ?? list(environment.STORECAST_STORES ?? ''),
    STORECAST_PUBLIC_URL: options.publicUrl ?? environment.STORECAST_PUBLIC_URL,
    STORECAST_TRUSTED_PROXIES: options.trustedProxies ?? list(environment.STORECAST_TRUSTED_PROXIES ?? ''),
    LOG_LEVEL: options.logLevel ?? environment.LOG_LEVEL ?? 'info',
    PORT: environment.PORT ?? '3000',
    HOST: environment.HOST,
    NODE_ENV: environment.NODE_ENV,
  })
  const mistakes = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}.`)
  const production = environment.NODE_ENV === 'production'
  if (production && !(options.secret ?? environment.STORECAST_SECRET)) {
    mistakes.push(
      'STORECAST_SECRET: is required in production, the same on every machine; make one with "openssl rand -base64 32".',
    )
  }
  mistakes.push(
    ...misspelt(environment, declared),
    ...own.mistakes,
    ...registry.mistakes,
    ...(options.mistakes ?? []),
  )
  if (!read.success || mistakes.length > 0) {
    const told = mistakes.map((mistake) => `\n  - ${mistake}`).join('')
    throw new AppError(
      'CONFIG_INVALID',
      'invalid',
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:${told}`,
    )
  }
  const values = read.data
  return {
    database: values.DATABASE_URL,
    dataFolder: values.STORECAST_DATA,
    secret: values.STORECAST_SECRET,
    stores: [...new Set(['default', ...values.STORECAST_STORES])],
    publicUrl: values.STORECAST_PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    trustedProxies: values.STORECAST_TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    databaseWaitMs: (options.databaseWaitSeconds ?? 15) * 1_000,
    production,
    port: values.PORT,
    host: values.HOST,
    registryValues: registry.values,
    variables: own.values,
  }
}

/** The folder for the development secret: beside an embedded database, else the data folder. */
export function secretFolder({ database, dataFolder }: Config): string {
  return database.includes('://') ? dataFolder : dirname(database)
}

// A host's PORT may be a pipe, and its LOG_LEVEL a word of another logger: it must not fail over them.
function meantForUs(environment: Environment, { ownsProcess }: ConfigOptions): Environment {
  if (ownsProcess) return environment
  const { PORT, LOG_LEVEL, ...rest } = environment
  return {
    ...rest,
    ...(PORT && /^\d{1,5}$/.test(PORT) && { PORT }),
    ...(logLevels.some((level) => level === LOG_LEVEL) && { LOG_LEVEL }),
  }
}

// What is misspelt would otherwise be left at its default without a word, the choice of the demo among them.
function misspelt(environment: Environment, declared: Variables): string[] {
  const known = [
    ...Object.keys({ ...variables, ...declared }).filter(isOurs),
    'STORECAST_CATALOG',
    'STORECAST_CONFIG',
  ]
  return Object.keys(environment)
    .filter((name) => isOurs(name) && !known.includes(name) && !name.startsWith('STORECAST_TEST_'))
    .map((name) => `${name}: is not known; there is ${known.join(', ')}.${didYouMean(name, known)}`)
}

const isOurs = (name: string): boolean => name.startsWith('STORECAST_')

// An empty variable is how shells and compose files say "not set".
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
}
