/** The start-up text: what runs, where, and what to open next. */
import type { Kernel } from '../kernel/assembly.js'
import type { Terminal } from '../kernel/command.js'

export async function welcome(kernel: Kernel, terminal: Terminal): Promise<void> {
  const { config, database, modules } = kernel
  const lines = laidOut(await kernel.welcome())
  terminal.say('')
  terminal.say(
    `Storecast is running at ${config.publicUrl} (port ${config.port}), database ${database.place}`,
  )
  for (const line of lines) terminal.say(`  ${line}`)
  terminal.say('  Ctrl+C stops it.\n')
  terminal.give({
    address: config.publicUrl,
    port: config.port,
    modules: modules.map(({ name }) => name),
    stores: config.stores,
    lines,
  })
}

const addressed = /^(\S.*?) +(https?:\/\/.*)$/

/** Addresses come first, one under the other: they are what to open. */
function laidOut(lines: readonly string[]): readonly string[] {
  const found = lines.flatMap((line) => {
    const [, label = '', address = ''] = addressed.exec(line) ?? []
    return address === '' ? [] : [{ label, address }]
  })
  const width = Math.max(0, ...found.map(({ label }) => label.length))
  return [
    ...found.map(({ label, address }) => `${label.padEnd(width)} ${address}`),
    ...lines.filter((line) => !addressed.test(line)),
  ]
}
