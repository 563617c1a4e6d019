/** Makes queries of one database fail, from outside the product: the n-th, or every one from now on. */
import type { Knex } from 'knex'

/** `before`: the database never sees it. `after`: it took effect, and the reply was lost. */
export type When = 'before' | 'after'

export interface QueryFaults {
  failNth(n: number, when: When): void
  failAll(): void
  /** Queries since the last of the two above. */
  readonly count: number
  /** Everything works again. */
  heal(): void
}

type Query = (this: Knex.Client, connection: never, query: unknown) => Promise<unknown>

interface RawConnection {
  destroy?(): void
}

/** Covers every connection of this process to the database that `knex` is on; end it with `heal`. */
export function queryFaults(knex: Knex): QueryFaults {
  const dialect = knex.client.constructor.prototype as { query: Query }
  const plain = dialect.query
  const isSame = (client: Knex.Client) => addressOf(client) === addressOf(knex.client)
  let count = 0
  let shouldFail: (n: number) => boolean = () => false
  let when: When = 'before'

  // Transactions make clients of their own out of the dialect, so that wrapping the one client would miss them.
  const arm = () => {
    count = 0
    dialect.query = async function (connection, query) {
      if (!isSame(this)) return plain.call(this, connection, query)
      if (!shouldFail(++count)) return plain.call(this, connection, query)
      if (when === 'after') await plain.call(this, connection, query)
      throw lostConnection(connection)
    }
  }

  return {
    failNth(n, how) {
      shouldFail = (at) => at === n
      when = how
      arm()
    },
    failAll() {
      shouldFail = () => true
      when = 'before'
      arm()
    },
    get count() {
      return count
    },
    heal() {
      dialect.query = plain
    },
  }
}

function addressOf({ config }: Knex.Client): string {
  const { filename, port, database } = config.connection as Readonly<Record<string, string | undefined>>
  return filename ?? `${port}/${database}`
}

/** A server's connection is gone with the error, as it would be; SQLite has none to lose. */
function lostConnection(connection: RawConnection): Error {
  if (connection.destroy === undefined)
    return Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })
  connection.destroy()
  return Object.assign(new Error('Connection lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true })
}
