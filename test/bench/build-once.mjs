/** Builds one feed of the product's own tables; arguments: the channel, and how often to build. */
import { runBuilds } from './build-run.mjs'

const [channel, plan = '{}'] = process.argv.slice(2)
await runBuilds('sql', channel, JSON.parse(plan))
