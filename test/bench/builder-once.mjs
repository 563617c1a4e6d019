/** As `build-once.mjs`, but each item is made by xmlbuilder2: all else of the product, rules and cleaning too, is the same. */
import { register } from 'node:module'

register('./builder-hook.mjs', import.meta.url)
const { runBuilds } = await import('./build-run.mjs')
const [channel] = process.argv.slice(2)
await runBuilds('sql', channel, {})
