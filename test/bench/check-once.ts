/** Checks one feed file in a process of its own: its one argument is the order as JSON. */
import { checkFeed } from './check.js'

const checked = await checkFeed(JSON.parse(process.argv[2] ?? ''))
process.stdout.write(`${JSON.stringify(checked)}\n`)
