/** What the stand-alone program and the command run with: the shop's configuration, and the environment's choice of a catalog. */
import type { ProgramOptions } from './app.js'
import { catalogChoice } from './catalog-choice.js'
import { readConfigFile } from './config-file.js'

/** Throws CONFIG_INVALID where the file cannot be run; every other mistake is told later, together with all others. */
export async function standAloneOptions(environment: NodeJS.ProcessEnv): Promise<ProgramOptions> {
  const file = await readConfigFile(environment)
  const { catalog: _, ...config } = file?.config ?? {}
  const choice = catalogChoice(environment, file?.config)
  return {
    ...config,
    ...choice,
    ...(file && { origin: file.origin }),
    mistakes: [...(file?.mistakes ?? []), ...(choice.mistakes ?? [])],
  }
}
