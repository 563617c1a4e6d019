/** Which content ids stand in what is published: each whole feed's list, looked up in its file. */
import type { Host } from '../src/kernel.js'
import type { FeedIds } from './contract.js'
import { type Channel, codeOf } from './engine/channel.js'
import { canonical, type Feed } from './engine/feed.js'
import { standingIn } from './engine/id-look-up.js'
import type { ObjectStore } from './engine/objects/object-store.js'
import { findIdList } from './engine/snapshots.js'

export interface FeedIdsParts {
  readonly host: Pick<Host, 'database'>
  readonly channels: readonly Channel[]
  readonly objects: Pick<ObjectStore, 'open'>
}

export function createFeedIds({ host: { database }, channels, objects }: FeedIdsParts): FeedIds {
  async function open(feed: Feed) {
    const list = await findIdList(database.knex, feed)
    const object = list && (await objects.open(list.name))
    return object && { object, items: list.items }
  }

  return {
    async standing(store, channelCode, ids) {
      const channel = channels.find((each) => codeOf(each) === channelCode)
      if (!channel) return undefined
      const feed = canonical(store, channel.name, {})
      // Asked twice: the next feed may have taken the list away between the row and the file.
      const opened = (await open(feed)) ?? (await open(feed))
      if (!opened) return undefined
      try {
        return await standingIn(opened.object, opened.items, ids)
      } finally {
        await opened.object.close()
      }
    },
  }
}
