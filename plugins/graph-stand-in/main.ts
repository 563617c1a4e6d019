/** The local Graph API as a process of its own: its first line says where it is. */
import { parseArgs } from 'node:util'
import { startGraphStandIn } from './server.js'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    /** As `1234567890=token`; may be given again. Without any, all pixels and tokens are good. */
    pixel: { type: 'string', multiple: true },
    /** `counts` keeps no events. */
    remember: { type: 'string' },
  },
})

const pixels = values.pixel?.map((pair) => {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)] as const
})
const graph = await startGraphStandIn({
  ...(values.port !== undefined && { port: Number(values.port) }),
  ...(pixels && { pixels: Object.fromEntries(pixels) }),
  remember: values.remember === 'counts' ? 'counts' : 'all',
})
process.stdout.write(`${graph.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void graph.close())
