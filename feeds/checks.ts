/** What `storecast doctor` says of feeds: per channel, whether a platform could fetch it now, and what to do if not. */
import { AppError, type Finding, SHOP } from '../src/kernel.js'
import { CatalogDoubted } from './catalog-proof.js'
import { keysOf, readChannel } from './channel-settings.js'
import type { Channel } from './engine/channel.js'
import { findPublished } from './engine/snapshots.js'
import { leftOutFindings } from './left-out.js'
import { XML_FEEDS } from './settings.js'
import type { FeedsState } from './state.js'
import { addressOf } from './welcome.js'

const weakTokenChars = 16

export async function checkFeeds(state: FeedsState, store: string): Promise<readonly Finding[]> {
  const perChannel = await Promise.all(state.channels.map((channel) => checkChannel(state, store, channel)))
  return [
    ...checkOrigin(state),
    ...(await checkShop(state, store)),
    ...(await checkCatalog(state, store)),
    ...perChannel.flat(),
  ]
}

// Where it is missing, the command was started in another folder than the server.
function checkOrigin({ origin }: FeedsState): Finding[] {
  return origin ? [{ state: 'good', subject: 'configuration', message: `${origin.name} is read.` }] : []
}

async function checkShop({ host, isDemo, addressUnlessSet }: FeedsState, store: string): Promise<Finding[]> {
  const shop = await host.registry.read(SHOP, store)
  if (shop.ADDRESS)
    return [
      { state: 'good', subject: 'SHOP.ADDRESS', message: `Links are resolved against ${shop.ADDRESS}.` },
    ]
  if (isDemo)
    return [
      {
        state: 'good',
        subject: 'SHOP.ADDRESS',
        message: `The demo’s links lead to ${await addressUnlessSet()}.`,
      },
    ]
  return [
    {
      state: 'attention',
      subject: 'SHOP.ADDRESS',
      message: 'The shop’s address is not set; products with relative links are left out of every feed.',
      advice: 'storecast registry set SHOP ADDRESS https://shop.example',
    },
  ]
}

/** Whether what a mapping names is there; nothing is asked of other catalogs. */
async function checkCatalog(state: FeedsState, store: string): Promise<Finding[]> {
  if (!state.isProvable(store)) return []
  try {
    await state.proveCatalog(store)
    return [
      {
        state: 'good',
        subject: 'catalog',
        message: 'Every table and column that the mapping names is there.',
      },
    ]
  } catch (error) {
    const told = error instanceof CatalogDoubted ? error.doubts : [reasonOf(error)]
    const advice =
      error instanceof CatalogDoubted
        ? 'Mend the mapping, or the tables.'
        : 'Check that the shop’s database runs, and the address in the mapping.'
    return told.map((message) => ({ state: 'bad', subject: 'catalog', message, advice }))
  }
}

// A driver's own words may hold addresses and values.
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message
  return `The shop’s database does not answer (${(error as { code?: string }).code ?? 'no answer'}).`
}

async function checkChannel(state: FeedsState, store: string, channel: Channel): Promise<Finding[]> {
  const { registry, clock, database, publicUrl } = state.host
  const feeds = await registry.read(XML_FEEDS, store)
  const settings = await readChannel(registry, store, channel)
  const keys = keysOf(channel)
  const subject = channel.name
  if (!settings.isEnabled) {
    return [
      {
        state: 'attention',
        subject,
        message: 'It is switched off.',
        advice: `storecast registry set XML_FEEDS ${keys.isEnabled} true`,
      },
    ]
  }
  if (settings.isProtected && settings.tokens.length === 0) {
    return [
      {
        state: 'bad',
        subject,
        message: 'It is protected, but no token is set, so nobody can fetch it.',
        advice: `storecast registry set XML_FEEDS ${keys.tokens} --generate`,
      },
    ]
  }
  const findings: Finding[] = []
  if (!settings.isProtected) {
    findings.push({
      state: 'attention',
      subject,
      message: 'Everyone can fetch it without a token.',
      advice: `storecast registry set XML_FEEDS ${keys.isProtected} true`,
    })
  }
  if (settings.isProtected && settings.tokens.some((token) => token.length < weakTokenChars)) {
    findings.push({
      state: 'attention',
      subject,
      message: `Its token has fewer than ${weakTokenChars} characters.`,
      advice: `storecast registry set XML_FEEDS ${keys.tokens} --generate`,
    })
  }
  const feed = await state.feedFrom(store, channel.name, new URLSearchParams())
  const published = await findPublished(database.knex, feed)
  if (!published) {
    findings.push({
      state: 'bad',
      subject,
      message: 'It was never built.',
      advice: `storecast feed build ${channel.name}`,
    })
    return findings
  }
  const { snapshot, checkedAt } = published
  const minutes = Math.round((clock.now() - checkedAt) / 60_000)
  findings.push(
    minutes > 2 * feeds.STALE_AFTER_MINUTES
      ? {
          state: 'bad',
          subject,
          message: `It was last looked at ${minutes} minutes ago.`,
          advice: 'Is a server running (storecast serve)? Its log says why it does not refresh.',
        }
      : {
          state: 'good',
          subject,
          message: `${snapshot.items} items, ${snapshot.leftOut} left out, checked ${minutes} minutes ago: ${addressOf(publicUrl, store, channel.name)}`,
        },
    ...leftOutFindings(channel.name, snapshot),
  )
  return findings
}
