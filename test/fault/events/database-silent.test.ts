/** A database whose connections stand and are silent: worse than one that refuses, because nothing ever says that it is over. */
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { startChild } from '../../support/child.js'
import { databases } from '../../support/databases.js'
import { orderOf, shopper } from '../../support/orders.js'
import { expectEachOnce } from '../../support/purchases-at-graph.js'
import { testFolder } from '../../support/temp-folder.js'
import { shopOnWeakLink } from '../../support/weak-link.js'

const childFile = fileURLToPath(new URL('../../support/purchase-child.ts', import.meta.url))

describe.skipIf(inject('mysqlUrl') === '')('a MariaDB that falls silent', () => {
  async function silent() {
    const database = await databases.find(({ kind }) => kind === 'mysql')?.fresh()
    if (!database) throw new Error('no MariaDB among the databases')
    onTestFinished(() => database.drop())
    const { shop, proxy } = await shopOnWeakLink('mysql', database)
    if (!proxy) throw new Error('a server is reached through a proxy')
    return { shop, proxy, url: proxy.through(database.url) }
  }

  test.sequential('and goes on elsewhere is used on other connections within seconds', async () => {
    const { shop, proxy } = await silent()
    await shop.buy('before')
    proxy.strand()
    expect(await shop.meta.purchase(shopper, orderOf('after')).stored).toBe('stored')
    await shop.deliver()
    expectEachOnce(shop.graph, ['before', 'after'])
  })

  test.sequential('keeps no process from ending, and what that held is told as lost', async () => {
    const { shop, proxy, url } = await silent()
    const child = startChild(childFile, { args: [url, testFolder(), shop.graph.url] })
    onTestFinished(async () => void (await child.kill()))
    await child.line('loaded')
    child.send('open')
    await child.line('open')
    child.send('place before')
    await child.line('placed before')
    await shop.graph.whenReceived(1)
    proxy.blackHole()
    child.send('revisit held')
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(child.stdout).toContain('lost held')
    expect(child.stdout).toContain('entries were lost')
    proxy.cut()
    await proxy.pass()
  }, 60_000)
})
