/** Orders in a table of the shop's own, in the same database as the events. */
import { createTable, type Database, keyColumn, type Migration } from '../../src/kernel.js'
import type { Delivery } from '../meta-capi/contract.js'
import type { Order, OrderLine, Orders } from './orders.js'

const table = 'demo_shop_orders'

interface Row {
  readonly id: string
  readonly currency: string
  readonly value: string
  readonly delivery: Delivery
  readonly lines: string
}

/** Nothing is ever delivered, so no name, mail address or place is kept. */
export const orderMigrations: readonly Migration[] = [
  {
    name: 'demo-shop-001-orders',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'id', 40).primary()
        keyColumn(database, columns, 'cart', 40).notNullable().unique()
        columns.bigInteger('placed_at').notNullable()
        columns.string('currency', 3).notNullable()
        columns.string('value', 20).notNullable()
        columns.string('delivery', 20).notNullable()
        columns.text('lines', 'mediumtext').notNullable()
      }),
  },
]

/** Makes the table unless it is there. */
export async function makeOrders(database: Database): Promise<void> {
  for (const { up } of orderMigrations) await up(database)
}

export async function dropOrders({ knex }: Pick<Database, 'knex'>): Promise<void> {
  await knex.schema.dropTableIfExists(table)
}

/** `now` is in milliseconds since the epoch. */
export function sqlOrders(
  database: Pick<Database, 'knex' | 'transaction' | 'isDuplicate'>,
  now: () => number = Date.now,
): Orders {
  const { knex } = database
  const read = async (where: Readonly<Record<string, string>>) => {
    const row = await knex<Row>(table).where(where).first('id', 'currency', 'value', 'delivery', 'lines')
    return row && orderOf(row)
  }
  const ofCart = (cart: string) => read({ cart })

  return {
    async place(order, cart, also) {
      try {
        await database.transaction(async (trx) => {
          await trx(table).insert({ ...rowOf(order), cart, placed_at: now() })
          await also(trx)
        })
        return order
      } catch (error) {
        // A form that is sent twice at once: the second waits for the first one's commit and is refused by the table.
        const first = database.isDuplicate(error) ? await ofCart(cart) : undefined
        if (!first) throw error
        return first
      }
    },
    find: (id) => read({ id }),
    ofCart,
  }
}

function rowOf({ orderId, currency, value, delivery, lines }: Order): Row {
  return { id: orderId, currency, value, delivery, lines: JSON.stringify(lines) }
}

function orderOf({ id, currency, value, delivery, lines }: Row): Order {
  return { orderId: id, currency, value, delivery, lines: JSON.parse(lines) as OrderLine[] }
}
