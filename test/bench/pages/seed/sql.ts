/** Pieces of SQL that the seeding is made of; MariaDB makes the rows itself, from its sequences. */
import type { Connection, RowDataPacket } from 'mysql2/promise'

// A transaction whose undo stays in memory.
const rowsPerStatement = 50_000
const rowsPerInsert = 500

/** An id ordered by time, from an instant and 32 hexadecimal digits of chance. */
export const timeOrdered = (at: string, hash: string): string => {
  const time = `lpad(lower(hex(${at})), 12, '0')`
  return `concat(substr(${time}, 1, 8), '-', substr(${time}, 9, 4), '-7', substr(${hash}, 1, 3), '-a', substr(${hash}, 4, 3), '-', substr(${hash}, 7, 12))`
}

/** The instant of the nth of so many things, evenly spread over a stretch. */
export const spreadOver = (startAt: number, lengthMs: number, count: number, nth: string): string =>
  `(${startAt} + (${nth}) * ${lengthMs} div ${count})`

/** One of several texts by a number from 0 to 99,999; the shares add up to as many. */
export function drawn(shares: Readonly<Record<string, number>>, number: string): string {
  let below = 0
  const cases = Object.entries(shares).map(([name, share]) => {
    below += share
    return `when ${number} < ${below} then '${name}'`
  })
  if (below !== 100_000) throw new RangeError(`The shares add up to ${below}`)
  return `case ${cases.join(' ')} end`
}

/** Runs a statement for stretches of 1 … `count`; `make` gets the table of a stretch. */
export async function inStretches(
  connection: Connection,
  count: number,
  make: (sequence: string) => string,
): Promise<void> {
  for (let from = 1; from <= count; from += rowsPerStatement) {
    const to = Math.min(count, from + rowsPerStatement - 1)
    await connection.query(make(`seq_${from}_to_${to}`))
  }
}

/** Writes rows that were made here. */
export async function insert(
  connection: Connection,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    const part = rows.slice(at, at + rowsPerInsert)
    await connection.query(`insert into ${table} (${columns.join(', ')}) values ?`, [part])
  }
}

/** The one value that a query finds; `otherwise` where it finds none, or an error. */
export async function oneValue(connection: Connection, query: string, otherwise?: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(query)
  const [value] = Object.values(rows[0] ?? {})
  const found = value ?? otherwise
  if (found === undefined) throw new Error(`Nothing was found: ${query}`)
  return String(found)
}
