import type { Request, Response } from 'express'
import { expect, test } from 'vitest'
import { keepSessions, sessionOf } from '../../../plugins/demo-shop/session.js'

/** A visitor's request; the answer is the cookie to come back with, and who the shop took them for. */
function visit(sessions: ReturnType<typeof keepSessions>, cookie?: string) {
  const req = { headers: { cookie }, baseUrl: '/demo', secure: true } as Request
  let set: string | undefined
  let secure: unknown
  const res = {
    cookie: (name: string, id: string, options: { secure: boolean }) => {
      set = `${name}=${id}`
      secure = options.secure
    },
  } as unknown as Response
  sessions(req, res, () => {})
  return { cookie: set ?? cookie ?? '', secure, shopper: sessionOf(req).shopper }
}

test('the session that was idle longest goes when there are too many', () => {
  const sessions = keepSessions()
  const first = visit(sessions)
  const second = visit(sessions)
  for (let others = 0; others < 9_998; others++) visit(sessions)
  expect(visit(sessions, first.cookie).shopper).toBe(first.shopper)
  visit(sessions)
  expect(visit(sessions, first.cookie).shopper).toBe(first.shopper)
  expect(visit(sessions, second.cookie).shopper).not.toBe(second.shopper)
})

test('two shops in one process know nothing of each other’s sessions', () => {
  const { cookie, shopper, secure } = visit(keepSessions())
  expect(visit(keepSessions(), cookie).shopper).not.toBe(shopper)
  expect(secure).toBe(true)
})

test('a cookie is found among others, and nothing else is taken for it', () => {
  const sessions = keepSessions()
  const { cookie, shopper } = visit(sessions)
  expect(visit(sessions, `a=b; ${cookie}; c=d`).shopper).toBe(shopper)
  expect(visit(sessions, `not_${cookie}`).shopper).not.toBe(shopper)
  expect(visit(sessions, `${cookie}x`).shopper).not.toBe(shopper)
})
