import { expect, test } from 'vitest'
import { findMariadb, type Machine } from './find.js'

const binaries = { server: 'mariadbd', installDb: 'mariadb-install-db' }
const started = { url: 'mysql://started/', end: async () => {} }

const bare: Machine = {
  given: undefined,
  findBinaries: () => undefined,
  canInstall: () => false,
  installBinaries: () => {
    throw new Error('nothing may be installed here')
  },
  start: async () => started,
}

async function find(machine: Partial<Machine>) {
  const said: string[] = []
  const found = await findMariadb((line) => said.push(line), { ...bare, ...machine })
  return { found, said }
}

test('an address that is given wins over everything on the machine', async () => {
  const { found, said } = await find({ given: 'mysql://root@db:3306/', findBinaries: () => binaries })
  expect(found.url).toBe('mysql://root@db:3306/')
  expect(said).toEqual([])
})

test('an address that is none is refused instead of skipped', async () => {
  await expect(find({ given: 'localhost:3306' })).rejects.toThrow(/STORECAST_TEST_MYSQL_URL must look like/)
})

test('binaries on the machine are started', async () => {
  const { found, said } = await find({ findBinaries: () => binaries })
  expect(found).toEqual(started)
  expect(said).toEqual([])
})

test('root with apt-get installs them and says so in one line', async () => {
  const { found, said } = await find({ canInstall: () => true, installBinaries: () => binaries })
  expect(found).toEqual(started)
  expect(said).toEqual([expect.stringMatching(/installing mariadb-server/)])
})

test('an installation that fails becomes the reason for the skip', async () => {
  const { found } = await find({ canInstall: () => true })
  expect(found).toEqual({ url: undefined, reason: 'nothing may be installed here' })
})

test('a machine without any of it says what would help', async () => {
  const { found } = await find({})
  expect(found).toMatchObject({ url: undefined, reason: expect.stringContaining('STORECAST_TEST_MYSQL_URL') })
})

test('a server that is here but does not start is an error', async () => {
  const broken = find({
    findBinaries: () => binaries,
    start: async () => {
      throw new Error('no memory')
    },
  })
  await expect(broken).rejects.toThrow('no memory')
})
