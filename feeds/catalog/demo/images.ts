/** The route that serves the demo shop's product pictures, drawn when first asked for. */
import { createHash } from 'node:crypto'
import { AppError, open, type Route } from '../../../src/kernel.js'
import { imageFile } from './links.js'
import { drawPicture } from './picture/draw.js'
import type { Motif } from './picture/motifs.js'
import { demoProducts } from './shop.js'

interface Asked {
  readonly motif: Motif
  readonly colour: string
  readonly picture: number
}

interface Drawn {
  readonly png: Buffer
  readonly etag: string
}

// About 15 KB each; a platform fetches every picture once and seldom comes back.
const keptPictures = 100

/** Keeps the pictures it drew last for as long as the route lives. */
export function createImageRoute(): Route {
  const pictures = allPictures()
  const kept = new Map<string, Drawn>()
  return {
    method: 'GET',
    path: '/demo/images/:file',
    summary: "A picture of one of the demo shop's products",
    access: open,
    scope: 'process',
    handle({ req, res }) {
      const file = String(req.params.file)
      const asked = pictures.get(file)
      if (!asked)
        throw new AppError('DEMO_IMAGE_UNKNOWN', 'missing', 'The demo shop has no picture of this name.')
      const { png, etag } = kept.get(file) ?? drawn(asked)
      kept.delete(file)
      kept.set(file, { png, etag })
      for (const oldest of kept.keys()) {
        if (kept.size <= keptPictures) break
        kept.delete(oldest)
      }
      // express answers 304 by itself where the caller's tag matches.
      res.set({ 'Cache-Control': 'public, max-age=86400', ETag: etag }).type('png').send(png)
    },
  }
}

function drawn({ motif, colour, picture }: Asked): Drawn {
  const png = drawPicture(motif, colour, picture)
  return { png, etag: `"${createHash('sha256').update(png).digest('base64url')}"` }
}

function allPictures(): ReadonlyMap<string, Asked> {
  const all = new Map<string, Asked>()
  for (const { id, picture, pictures = 1 } of demoProducts) {
    if (!picture) continue
    const [motif, colour] = picture
    for (let number = 1; number <= pictures; number++)
      all.set(imageFile(id, number), { motif, colour, picture: number })
  }
  return all
}
