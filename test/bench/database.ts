/** The database of the feeds' and the pages' benchmark: with memory for all rows. */
import { totalmem } from 'node:os'
import { type Mariadb, openMariadb } from './mariadb.js'

export interface Server extends Mariadb {
  /** What the private server keeps in memory; undefined of a server that was given. */
  readonly poolMb: number | undefined
}

/** Rows with their indexes, and room for those of the smaller catalogs and the foreign shop. */
const poolBytesPerProduct = 8 * 1024
const leastPoolMb = 1_024

/** Starts it with memory for all rows, but never more than half the machine's: then the floor, too, reads from the disk. */
export async function openServer(products: number, say: (line: string) => void): Promise<Server> {
  const wantedMb = Math.max(leastPoolMb, (products * poolBytesPerProduct) / 2 ** 20)
  const poolMb = Math.round(Math.min(wantedMb, totalmem() / 2 ** 20 / 2))
  const options = [`--innodb-buffer-pool-size=${poolMb}M`, `--innodb-log-file-size=${poolMb >> 2}M`]
  const server = await openMariadb(options, say)
  return { ...server, poolMb: server.pid === undefined ? undefined : poolMb }
}
