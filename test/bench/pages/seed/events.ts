/** Seeds the events of a store: entries, the log of what was sent, the sends and the tally. */
import type { Connection } from 'mysql2/promise'
import { destinationTable, entryTable, logTable, sendTable } from '../../../../src/kernel/outbox/schema.js'
import { tallyTable } from '../../../../src/kernel/outbox/tally-schema.js'
import { bodyOf } from './event-body.js'
import { drawn, inStretches, spreadOver, timeOrdered } from './sql.js'

export interface EventOrder {
  readonly store: string
  readonly count: number
  readonly products: number
  readonly now: number
}

const dayMs = 86_400_000
const days = 30
const eventsPerSend = 20

/** Of the pixel that stands in the settings, and of one from before. */
export const pixelId = '1234567890123456'
const destinations = ['meta:6543210987654321', `meta:${pixelId}`] as const

/** Of a hundred thousand events. */
const kinds = {
  PageView: 39_000,
  ViewContent: 30_000,
  AddToCart: 11_000,
  Search: 6_000,
  InitiateCheckout: 5_000,
  Purchase: 4_000,
  AddPaymentInfo: 2_500,
  AddToWishlist: 1_500,
  Lead: 600,
  CompleteRegistration: 350,
  Subscribe: 40,
  Contact: 10,
} as const

/** So few that hardly a page of the log has one. */
export const rareKind = 'Contact'

const states = { done: 97_900, pending: 300, tested: 600, dead: 1_200 } as const
// What is on its way is new.
const waitingFrom = 0.99
const sendingFrom = 0.999

/** Empty tables are filled; a store's events reach from thirty days ago until now. */
export async function seedEvents(connection: Connection, order: EventOrder): Promise<void> {
  const { store, count } = order
  await connection.query(
    `insert ignore into ${destinationTable} (store, destination, not_before) values ${destinations.map(() => '(?, ?, 0)').join(', ')}`,
    destinations.flatMap((destination) => [store, destination]),
  )
  await inStretches(connection, count, (sequence) => entriesOf(sequence, order))
  await inStretches(connection, count, (sequence) => logOf(sequence, order))
  await inStretches(connection, Math.ceil(count / eventsPerSend), (sequence) => sendsOf(sequence, order))
  await connection.query(tallyOf('hour', days * 24, order))
  await connection.query(tallyOf('minute', 180, order))
}

const atOf = ({ count, now }: EventOrder, nth: string): string =>
  spreadOver(now - days * dayMs, days * dayMs, count, nth)

const sendId = (order: EventOrder, nth: string): string =>
  timeOrdered(
    `(${atOf(order, `${nth} * ${eventsPerSend}`)} + 2000)`,
    `md5(concat('send ${order.store} ', ${nth}))`,
  )

/** What both an entry and its line in the log are made of. */
function events(sequence: string, order: EventOrder): string {
  const { store, count } = order
  const state = `case
    when seq > ${Math.floor(count * sendingFrom)} and s < 20000 then 'sending'
    when seq > ${Math.floor(count * waitingFrom)} and s < 60000 then 'waiting'
    else ${drawn(states, 's')} end`
  return `(select seq, at, h, name, ${state} as state, ${timeOrdered('at', 'h')} as id,
      if(seq < ${Math.floor(count / 10)}, '${destinations[0]}', '${destinations[1]}') as destination,
      if(name in ('Purchase', 'AddPaymentInfo'), concat('4', lpad(seq, 8, '0')), null) as order_id,
      if(name = 'Purchase', concat('purchase.4', lpad(seq, 8, '0')), concat(lower(name), '.', h)) as event_id
    from (select seq, at, h, ${drawn(kinds, 'n')} as name, s
      from (select seq, at, h, conv(substr(h, 20, 8), 16, 10) % 100000 as n, conv(substr(h, 25, 8), 16, 10) % 100000 as s
        from (select seq, ${atOf(order, 'seq')} as at, md5(concat('${store} ', seq)) as h from ${sequence}) as numbered
      ) as rolled) as named) as events`
}

function entriesOf(sequence: string, order: EventOrder): string {
  const { store, now, products } = order
  const isOver = "state in ('done', 'tested', 'dead')"
  return `insert into ${entryTable} (id, store, destination, name, event_id, order_id, urgency, state, due_at, state_until,
      send_until, occurred_at, made_at, attempts, leased_at, settled_at, reason, sends, pending_key, body)
    select id, '${store}', destination, name, event_id, order_id, if(name = 'Purchase', 0, 50), state, at, ${now + days * dayMs},
      ${now + 7 * dayMs}, at - 150, at, if(${isOver}, 1, 0), if(${isOver}, at + 1500, 0), if(${isOver}, at + 2100, 0),
      case state when 'dead' then concat('Meta refused it: (#100) Invalid parameter (subcode 28040', seq % 10, ')')
        when 'waiting' then 'Meta could not be reached.' end,
      if(${isOver}, concat(' ', ${sendId(order, `(seq div ${eventsPerSend})`)}), repeat(' ', 37)),
      if(state = 'pending', md5(concat('visit ', seq)), null), ${bodyOf(products)}
    from ${events(sequence, order)}`
}

function logOf(sequence: string, order: EventOrder): string {
  return `insert into ${logTable} (store, destination, event_name, event_id, order_id, entry_id, is_lasting, attempted_at, reported_at)
    select '${order.store}', destination, name, event_id, order_id, id, name = 'Purchase',
      if(state in ('done', 'tested', 'dead'), at + 1500, null), if(state = 'done', at + 2100, null)
    from ${events(sequence, order)} order by destination, name, event_id`
}

function sendsOf(sequence: string, order: EventOrder): string {
  return `insert into ${sendTable} (id, store, destination, started_at, duration_ms, entries, outcome, answer)
    select ${sendId(order, 'nth')}, '${order.store}', '${destinations[1]}', ${atOf(order, `nth * ${eventsPerSend}`)} + 1500,
      90 + nth % 400, ${eventsPerSend}, if(nth % 90 = 0, 'transient', 'accepted'),
      if(nth % 90 = 0, '503: An unknown error occurred (code 2)', concat('200: events_received ${eventsPerSend}, fbtrace A', md5(nth)))
    from (select seq - 1 as nth from ${sequence}) as sent`
}

/** As many names and outcomes as there are, in every stretch. */
function tallyOf(span: 'hour' | 'minute', stretches: number, { store, now }: EventOrder): string {
  const lengthMs = span === 'hour' ? 3_600_000 : 60_000
  const first = now - (now % lengthMs)
  const list = (names: readonly string[], as: string) =>
    `(${names.map((name) => `select '${name}' as ${as}`).join(' union all ')}) as ${as}s`
  return `insert into ${tallyTable} (store, span, begins_at, name, outcome, count, waited_ms, longest_ms)
    select '${store}', '${span}', ${first} - seq * ${lengthMs}, name, outcome, 1 + seq % 40, (1 + seq % 40) * 1800, 4000 + seq % 900
    from seq_0_to_${stretches - 1} join ${list(Object.keys(kinds), 'name')}
    join ${list(['done', 'tested', 'dead', 'retried'], 'outcome')}`
}
