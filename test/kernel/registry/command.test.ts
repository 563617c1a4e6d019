/** What `storecast registry` shows and takes of each kind of setting. */
import { expect, test } from 'vitest'
import { registryCommands } from '../../../src/commands/registry.js'
import type { Kernel } from '../../../src/kernel/assembly.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { choice, digits } from '../../../src/kernel/registry/plain-kinds.js'
import { secret, signingKeys } from '../../../src/kernel/registry/sealed-kinds.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { migrated } from '../../support/opened.js'
import { registryOn } from '../../support/registry.js'
import { keptTerminal } from '../../support/terminal.js'

const PIXEL = defineGroup('PIXEL', {
  ID: digits('Its id.'),
  ACCESS: secret('Opens the platform.'),
  DELIVERY: choice('How.', 'outbox', ['outbox', 'direct']),
  KEYS: signingKeys('Sign hooks.'),
})
describeEachDatabase('the command', (fresh) => {
  async function one() {
    const database = await migrated((await fresh()).url)
    const registry = registryOn(database, { groups: [PIXEL], clock: testClock() })
    const kernel = { registry, config: { stores: ['default'] } } as unknown as Kernel
    /** What it says, and gives to programs. */
    return async (name: string, operands: readonly string[], options: Record<string, boolean> = {}) => {
      const command = registryCommands.find((each) => each.name === `registry ${name}`)
      const [people, programs] = [keptTerminal(), keptTerminal(true)]
      await command?.run(kernel, operands, options, people)
      if (name !== 'set') await command?.run(kernel, operands, options, programs)
      return { said: people.said, given: programs.given as Record<string, unknown> }
    }
  }

  test('hides a secret unless it is asked to reveal it', async () => {
    const ask = await one()
    expect((await ask('get', ['PIXEL', 'ACCESS'])).said).toBe('(not set)\n')
    expect((await ask('get', ['PIXEL', 'ACCESS'], { reveal: true })).given).toMatchObject({ value: null })
    expect((await ask('set', ['PIXEL', 'ACCESS', 'C4NARY'])).said).toBe('PIXEL.ACCESS is set.\n')
    const hidden = await ask('get', ['PIXEL', 'ACCESS'])
    expect([hidden.said, hidden.given.value]).toEqual(['(set, hidden)\n', '(set, hidden)'])
    const revealed = await ask('get', ['PIXEL', 'ACCESS'], { reveal: true })
    expect([revealed.said, revealed.given.value]).toEqual(['C4NARY\n', 'C4NARY'])
    const listed = await ask('list', [])
    expect(listed.said).toContain('  ACCESS = (set, hidden)  (database)')
    expect(JSON.stringify(listed)).not.toContain('C4NARY')
  })

  test('replaces a secret at once, and says nothing of one before it', async () => {
    const ask = await one()
    await ask('set', ['PIXEL', 'ACCESS', 'first'])
    expect((await ask('set', ['PIXEL', 'ACCESS', 'second'])).said).toBe('PIXEL.ACCESS is set.\n')
    expect((await ask('get', ['PIXEL', 'ACCESS'], { reveal: true })).said).toBe('second\n')
  })

  test('makes up what others are to show, and nothing else', async () => {
    const ask = await one()
    expect((await ask('set', ['PIXEL', 'KEYS'], { generate: true })).said).toMatch(/is set to [\w-]{32}\.\n$/)
    const twice = await ask('set', ['PIXEL', 'KEYS'], { generate: true })
    expect(twice.said).toContain('The one before it holds for 72 hours more')
    for (const key of ['ACCESS', 'ID', 'DELIVERY'])
      await expect(ask('set', ['PIXEL', key], { generate: true })).rejects.toMatchObject({
        code: 'COMMAND_USAGE',
        message: `PIXEL.${key} takes no made-up token: give the value it is to have.`,
      })
    await expect(ask('set', ['PIXEL', 'NOPE'], { generate: true })).rejects.toMatchObject({
      code: 'SETTING_UNKNOWN',
    })
    await expect(ask('set', ['NOPE', 'ID'], { generate: true })).rejects.toMatchObject({
      code: 'SETTING_UNKNOWN',
    })
  })

  test('shows plain values as they are read', async () => {
    const ask = await one()
    await ask('set', ['PIXEL', 'DELIVERY', 'DIRECT'])
    await ask('set', ['PIXEL', 'ID', '0012345'])
    expect((await ask('get', ['PIXEL', 'DELIVERY'])).said).toBe('direct\n')
    expect((await ask('get', ['PIXEL', 'ID'])).said).toBe('0012345\n')
  })
})
