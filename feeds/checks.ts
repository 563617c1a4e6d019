/** What `storecast doctor` says of feeds: per channel, whether a platform could fetch it now, and what to do if not. */
import type { Finding } from '../src/kernel.js'
import { SHOP } from '../src/kernel.js'
import type { Channel } from './engine/channel.js'
import { findPublished } from './engine/snapshots.js'
import { channelKeys, channelSettings, TRACKING, XML_FEEDS } from './settings.js'
import type { FeedsState } from './state.js'
import { addressOf } from './welcome.js'

const weakTokenChars = 16

export async function checkFeeds(state: FeedsState, store: string): Promise<readonly Finding[]> {
  const perChannel = await Promise.all(state.channels.map((channel) => checkChannel(state, store, channel)))
  return [...(await checkShop(state, store)), ...perChannel.flat()]
}

async function checkShop({ host, isDemo }: FeedsState, store: string): Promise<Finding[]> {
  const shop = await host.registry.read(SHOP, store)
  if (shop.ADDRESS)
    return [
      { state: 'good', subject: 'SHOP.ADDRESS', message: `Links are resolved against ${shop.ADDRESS}.` },
    ]
  if (isDemo)
    return [
      { state: 'good', subject: 'SHOP.ADDRESS', message: `The demo’s links lead to ${host.publicUrl}.` },
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

async function checkChannel(state: FeedsState, store: string, channel: Channel): Promise<Finding[]> {
  const { registry, clock, database, publicUrl } = state.host
  const feeds = await registry.read(XML_FEEDS, store)
  const settings = channelSettings[channel.name]?.(feeds, await registry.read(TRACKING, store))
  const keys = channelKeys[channel.name]
  const subject = channel.name
  if (!settings?.isEnabled) {
    return [
      {
        state: 'attention',
        subject,
        message: 'It is switched off.',
        advice: `storecast registry set XML_FEEDS ${keys?.enabled} true`,
      },
    ]
  }
  if (settings.isProtected && settings.tokens.length === 0) {
    return [
      {
        state: 'bad',
        subject,
        message: 'It is protected, but no token is set, so nobody can fetch it.',
        advice: `storecast registry set XML_FEEDS ${keys?.token} --generate`,
      },
    ]
  }
  const findings: Finding[] = []
  if (!settings.isProtected) {
    findings.push({
      state: 'attention',
      subject,
      message: 'Everyone can fetch it without a token.',
      advice: `storecast registry set XML_FEEDS ${keys?.protected} true`,
    })
  }
  if (settings.isProtected && settings.tokens.some((token) => token.length < weakTokenChars)) {
    findings.push({
      state: 'attention',
      subject,
      message: `Its token has fewer than ${weakTokenChars} characters.`,
      advice: `storecast registry set XML_FEEDS ${keys?.token} --generate`,
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
  )
  return findings
}
