/** The process entry of the stand-alone server: what `npm start` runs. */
import { catalogChoice } from './catalog-choice.js'
import { serve } from './commands/serve.js'
import { reportFailure } from './failure.js'
import { createTerminal } from './terminal.js'

const terminal = createTerminal(false)
try {
  process.exitCode = await serve(catalogChoice(process.env), terminal)
} catch (error) {
  process.exitCode = reportFailure(error, terminal)
}
