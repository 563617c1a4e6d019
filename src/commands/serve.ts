/** Serving: the stand-alone process, from its first line of text to its drained end. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import express from 'express'
import { adminName } from '../admin/index.js'
import { assembleStorecast, type ProgramOptions } from '../app.js'
import type { Kernel } from '../kernel/assembly.js'
import type { Terminal } from '../kernel/command.js'
import { AppError } from '../kernel/errors.js'
import { welcome } from './welcome.js'

const idleKeepAliveMs = 65_000

/** Serves until SIGTERM or SIGINT; a second signal does not wait any longer. Answers the exit code. */
export async function serve(options: ProgramOptions, terminal: Terminal): Promise<number> {
  const kernel = await assembleStorecast({ ...options, ownsProcess: true })
  const stopped = ended()
  let server: Server | undefined
  try {
    await kernel.migrate()
    server = await listen(kernel)
    await kernel.start()
    await welcome(kernel, terminal)
    await stopped
    terminal.note('Stopping: answers under way end first, builds are left for later. Once more ends at once.')
    process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143))
    return 0
  } finally {
    // New connections are refused first, so that nothing arrives while the rest drains.
    server?.close()
    server?.closeIdleConnections()
    await kernel.close()
    server?.closeAllConnections()
  }
}

async function listen({ router, notFound, state, config: { port, host } }: Kernel): Promise<Server> {
  const app = express().disable('x-powered-by').use(router)
  // Whoever opens the bare address looks for the pages.
  if (state(adminName) !== undefined) app.get('/', (_req, res) => void res.redirect(303, './admin'))
  app.use(notFound)
  const server = createServer({ keepAliveTimeout: idleKeepAliveMs }, app)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (['ENOTFOUND', 'EADDRNOTAVAIL', 'EINVAL'].includes(code)) throw hostUnusable(host, code, cause)
    const advice =
      code === 'EADDRINUSE'
        ? 'Another program has it; set PORT to a free one.'
        : 'Set PORT and HOST to others.'
    throw new AppError('PORT_UNUSABLE', 'unavailable', `Port ${port} cannot be used (${code}). ${advice}`, {
      cause,
    })
  }
  return server
}

function ended(): Promise<unknown> {
  return Promise.race(['SIGTERM', 'SIGINT'].map((signal) => once(process, signal)))
}

function hostUnusable(host: string | undefined, code: string, cause: unknown): AppError {
  return new AppError(
    'HOST_UNUSABLE',
    'unavailable',
    `HOST ${host} is no address of this machine (${code}). Set it to one, or leave it out to listen on all.`,
    { cause },
  )
}
