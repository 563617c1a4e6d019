/** The process entry of the stand-alone server: what `npm start` runs. */
import { serve } from './commands/serve.js'
import { reportFailure } from './failure.js'
import { standAloneOptions } from './stand-alone.js'
import { createTerminal } from './terminal.js'

const terminal = createTerminal(false)
try {
  process.exitCode = await serve(await standAloneOptions(process.env), terminal)
} catch (error) {
  process.exitCode = reportFailure(error, terminal)
}
