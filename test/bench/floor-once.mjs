/** The floor: reads every product with mysql2 alone, in the ways named, and tells how long each took. */
import mysql from 'mysql2'

const [, , columns = '', ways = '', repeats = '1'] = process.argv
const url = process.env.DATABASE_URL ?? ''
const connection = mysql.createConnection({ uri: url, charset: 'utf8mb4' })
const select = `select ${columns} from storecast_catalog_products where store = 'default'`

/** Answers how many rows there were. */
const readers = { pages, prepared, whole }

const readings = []
for (let round = 0; round < Number(repeats); round++) {
  for (const way of ways.split(',')) {
    const [kind = '', size = '0'] = way.split(':')
    const cpuBefore = process.cpuUsage()
    const begun = performance.now()
    const rows = await readers[kind](Number(size))
    const tookMs = performance.now() - begun
    const { user, system } = process.cpuUsage(cpuBefore)
    readings.push({ way, rows, tookMs, cpuMs: (user + system) / 1000 })
  }
}
connection.end()
process.stdout.write(`${JSON.stringify({ readings, maxRssMb: process.resourceUsage().maxRSS / 1024 })}\n`)

function pages(size) {
  return byKey(size, (options, values, done) => connection.query(options, values, done))
}

function prepared(size) {
  return byKey(size, (options, values, done) => connection.execute(options, values, done))
}

async function byKey(size, ask) {
  const sql = `${select} and id > ? order by id limit ${size}`
  let rows = 0
  for (let last = ''; ; ) {
    const page = await new Promise((resolve, reject) => {
      ask({ sql, rowsAsArray: true }, [last], (error, found) => (error ? reject(error) : resolve(found)))
    })
    if (page.length === 0) return rows
    rows += page.length
    last = page.at(-1)[0]
  }
}

function whole() {
  return new Promise((resolve, reject) => {
    let rows = 0
    connection
      .query({ sql: `${select} order by id`, rowsAsArray: true })
      .on('result', () => rows++)
      .on('error', reject)
      .on('end', () => resolve(rows))
  })
}
