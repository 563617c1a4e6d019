/** `storecast doctor`: what is configured, what is missing, what to do next. */
import type { Kernel } from '../kernel/assembly.js'
import { type Command, storeOf } from '../kernel/command.js'
import { AppError } from '../kernel/errors.js'
import type { CheckDepth, Finding } from '../kernel/module.js'

const marks: Readonly<Record<Finding['state'], string>> = { good: '✓', attention: '!', bad: '✗' }

export const doctorCommand: Command<Kernel> = {
  name: 'doctor',
  summary: 'Say what is configured, what is missing, and what to do next.',
  options: [{ flags: '--live', description: 'also ask the platforms; leaves no trace in their figures' }],
  async run(kernel, _operands, options, terminal) {
    const store = storeOf(options)
    const findings = await examine(kernel, store, options.live === true ? 'live' : 'local')
    for (const { state, subject, message, advice } of findings) {
      terminal.say(`${marks[state]} ${subject}: ${message}`)
      if (advice) terminal.say(`    → ${advice}`)
    }
    terminal.give(findings)
    if (findings.some(({ state }) => state === 'bad')) return 1
    return findings.some(({ state }) => state === 'attention') ? 3 : 0
  },
}

async function examine(kernel: Kernel, store: string, depth: CheckDepth): Promise<readonly Finding[]> {
  const process = examineProcess(kernel)
  const database = await examineDatabase(kernel)
  const findings = [...process, ...database]
  // Everything else stands in the database.
  if (database.some(({ state }) => state === 'bad')) return findings
  findings.push(...(await kernel.findings(store, depth)))
  for (const { code, subject, message, advice, times } of await kernel.problems.standing(store)) {
    findings.push({
      state: 'bad',
      subject: subject ? `${code} (${subject})` : code,
      message: `${message} (seen ${times} ×)`,
      advice,
    })
  }
  return findings
}

function examineProcess({ config }: Kernel): Finding[] {
  const mode: Finding = config.production
    ? { state: 'good', subject: 'NODE_ENV', message: 'This is production.' }
    : {
        state: 'good',
        subject: 'NODE_ENV',
        message: 'This is development.',
      }
  const address: Finding = /^https:/.test(config.publicUrl)
    ? { state: 'good', subject: 'STORECAST_PUBLIC_URL', message: config.publicUrl }
    : {
        state: config.production ? 'attention' : 'good',
        subject: 'STORECAST_PUBLIC_URL',
        message: config.production
          ? `${config.publicUrl} is not https: feed tokens travel in the clear.`
          : `${config.publicUrl}, for this machine only; platforms need an https address.`,
        ...(config.production && {
          advice: 'Put an https proxy in front, and set STORECAST_PUBLIC_URL to its address.',
        }),
      }
  return [mode, address]
}

async function examineDatabase({ database, pendingMigrations, log }: Kernel): Promise<Finding[]> {
  try {
    await database.ping()
  } catch (err) {
    log.debug({ err }, 'database not reachable')
    const code = err instanceof AppError ? err.code : ((err as { code?: string }).code ?? 'no answer')
    return [
      {
        state: 'bad',
        subject: 'DATABASE_URL',
        message: `${database.place} does not answer (${code}).`,
        advice: 'Check that it runs, and host, port, user, password and database name.',
      },
    ]
  }
  const pending = await pendingMigrations()
  const reachable: Finding = { state: 'good', subject: 'DATABASE_URL', message: `${database.place} answers.` }
  if (pending.length === 0) return [reachable]
  return [
    reachable,
    {
      state: 'bad',
      subject: 'tables',
      message: `${pending.length} steps have not run.`,
      advice: 'storecast migrate',
    },
  ]
}
