/** The database of the events' benchmark: it flushes every commit, as a shop's does. */
import { type Mariadb, openMariadb } from '../mariadb.js'

export type Server = Mariadb

// Behind those of the tests, which flush nothing: a promise of durability is measured with what it costs.
const durable = [
  '--innodb-flush-method=O_DIRECT',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=1',
  '--innodb-buffer-pool-size=1G',
  '--innodb-log-file-size=512M',
]

export const openServer = (say: (line: string) => void): Promise<Server> => openMariadb(durable, say)
