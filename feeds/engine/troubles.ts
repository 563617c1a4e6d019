/** The troubles of feeds: the problems that a merchant sees of them, raised and settled in one place. */
import { AppError, type Problem, type Problems } from '../../src/kernel.js'
import { type Feed, nameOf } from './feed.js'

/** None of these ever throws: where the database is away, the log has it. */
export interface Troubles {
  failed(feed: Feed, error: unknown): Promise<void>
  refused(feed: Feed, refusal: string, isAnyPublished: boolean): Promise<void>
  missing(feed: Feed): Promise<void>
  /** It was built and is published. */
  published(feed: Feed): Promise<void>
  /** It was refused, and somebody decided that the published one stays. */
  decided(feed: Feed): Promise<void>
  /** It was looked at, is up to date, and its file is whole. */
  current(feed: Feed): Promise<void>
  /** Ends what stands of filtered feeds that are not among these any more; nothing would ever look at them again. */
  forgetOthers(store: string, filtered: readonly Pick<Feed, 'channel' | 'query'>[]): Promise<void>
}

const codes = ['FEED_BUILD_FAILED', 'FEED_REFUSED', 'FEED_FILE_MISSING'] as const

export function createTroubles(problems: Pick<Problems, 'raise' | 'settle' | 'standing'>): Troubles {
  const raise = (feed: Feed, told: Pick<Problem, 'code' | 'message' | 'advice'>) =>
    problems.raise({ store: feed.store, subject: subjectOf(feed), ...told })
  const settle = async (feed: Feed, ended: readonly Uppercase<string>[]) => {
    for (const code of ended) await problems.settle(feed.store, code, subjectOf(feed))
  }

  return {
    failed: (feed, error) =>
      raise(feed, {
        code: 'FEED_BUILD_FAILED',
        message: `The feed could not be built; the last good one stays. ${reasonOf(error)}`,
        advice: 'It is tried again by itself. If it goes on: storecast doctor, and the log.',
      }),
    async refused(feed, refusal, isAnyPublished) {
      await settle(feed, ['FEED_BUILD_FAILED'])
      await raise(feed, {
        code: 'FEED_REFUSED',
        message: `A newly built feed was not published; ${isAnyPublished ? 'the last good one stays' : 'nothing is published yet'}. ${refusal}`,
        advice: `Look whether the catalog is whole. If it is meant to be so: storecast feed build ${feed.channel}${filterOption(feed)} --accept-drop`,
      })
    },
    missing: (feed) =>
      raise(feed, {
        code: 'FEED_FILE_MISSING',
        message: 'The file of a published feed was missing or cut; it is being built again.',
        advice:
          'If several machines serve feeds, STORECAST_DATA must be one folder that they share. Otherwise look who deletes files there.',
      }),
    // What went missing stays told until a later look, or nobody would ever see that it was gone.
    published: (feed) => settle(feed, ['FEED_BUILD_FAILED', 'FEED_REFUSED']),
    decided: (feed) => settle(feed, ['FEED_BUILD_FAILED', 'FEED_REFUSED']),
    current: (feed) => settle(feed, codes),
    async forgetOthers(store, filtered) {
      const kept = new Set(filtered.map(subjectOf))
      for (const { code, subject } of await problems.standing(store)) {
        const isOurs = codes.some((each) => each === code) && subject.includes('?')
        if (isOurs && !kept.has(subject)) await problems.settle(store, code, subject)
      }
    },
  }
}

/** What a problem of this feed is about. */
export function subjectOf(feed: Pick<Feed, 'channel' | 'query'>): string {
  return nameOf(feed).slice(0, 190)
}

function filterOption({ store, query }: Feed): string {
  return `${query && ` --filter '${query}'`}${store === 'default' ? '' : ` --store ${store}`}`
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message
  return `The catalog or the database failed (${error instanceof Error ? error.name : 'unknown'}); the log says more.`
}
