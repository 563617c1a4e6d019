/** Builds one feed of the foreign shop's tables; runs under tsx. Arguments: the channel, and the address of that shop's database. */
import { mapTables } from 'storecast'
import { runBuilds } from './build-run.mjs'
import { foreignMapping } from './foreign/index.ts'

const [channel, url] = process.argv.slice(2)
await runBuilds(mapTables(foreignMapping(url)), channel, {})
