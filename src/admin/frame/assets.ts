/** The pages' stylesheet and script: read once, packed once, and named by what is in them, so that a browser may keep them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { AppError, type Call, open, type Route } from '../../kernel.js'

interface Asset {
  readonly name: string
  readonly type: string
  readonly plain: Buffer
  readonly packed: Buffer
}

export interface Assets {
  /** Below the mount point. */
  readonly stylesheet: string
  readonly script: string
  readonly route: Route
}

export function readAssets(): Assets {
  const look = assetOf('look.css', 'text/css; charset=utf-8')
  const life = assetOf('life.js', 'text/javascript; charset=utf-8')
  const byName = new Map([look, life].map((asset) => [asset.name, asset]))
  return {
    stylesheet: `/admin/assets/${look.name}`,
    script: `/admin/assets/${life.name}`,
    route: {
      method: 'GET',
      path: '/admin/assets/:name',
      summary: 'The stylesheet and the script of the merchant’s pages.',
      access: open,
      scope: 'process',
      handle(call) {
        const asset = byName.get(call.params.name ?? '')
        if (!asset) throw new AppError('ASSET_UNKNOWN', 'missing', 'There is no such file; a reload helps.')
        send(call, asset)
      },
    },
  }
}

function assetOf(file: string, type: string): Asset {
  const plain = readFileSync(new URL(`../assets/${file}`, import.meta.url))
  const print = createHash('sha256').update(plain).digest('hex').slice(0, 12)
  return { name: file.replace('.', `-${print}.`), type, plain, packed: gzipSync(plain, { level: 9 }) }
}

function send({ req, res }: Call, { type, plain, packed }: Asset): void {
  const isPacked = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))
  const body = isPacked ? packed : plain
  res.statusCode = 200
  res.setHeader('content-type', type)
  res.setHeader('cache-control', 'public, max-age=31536000, immutable')
  res.setHeader('vary', 'Accept-Encoding')
  res.setHeader('content-length', body.length)
  if (isPacked) res.setHeader('content-encoding', 'gzip')
  res.end(req.method === 'HEAD' ? undefined : body)
}
