/** News for whoever looks at the log: a few events come in. */
import { createConnection } from 'mysql2/promise'
import { entryTable, newestIndex } from '../../../src/kernel/outbox/schema.js'
import { timeOrdered } from './seed/sql.js'

const count = 3

/** As the newest ones of the store, once more and now. */
export async function bringNews(url: string, now: number): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' })
  try {
    await connection.query(
      `create temporary table news select * from ${entryTable} force index (${newestIndex})
        where store = 'default' order by id desc limit ${count}`,
    )
    await connection.query(
      `update news set id = ${timeOrdered(String(now), 'md5(id)')}, event_id = concat('news ', id), occurred_at = ${now}, made_at = ${now}`,
    )
    await connection.query(`insert into ${entryTable} select * from news`)
  } finally {
    await connection.end()
  }
}
