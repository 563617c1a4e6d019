/** Draws a demo product's picture; the same asking gives the same bytes. */
import { Canvas } from './canvas.js'
import { type Colour, colour, ink, mix, white } from './colour.js'
import { type Layer, type Motif, motifs, type Tone } from './motifs.js'
import { polygons } from './outline.js'
import { encodePng } from './png.js'

/** Pixels; platforms ask for 500 at least. */
export const pictureSide = 640

/** How a product's pictures differ: how large the thing is, where it stands, and what is behind it. */
const shots = [
  { scale: 0.78, left: 11, top: 9, ground: '#f3ede2', floorAt: 0.72 },
  { scale: 1.18, left: -9, top: -8, ground: '#e4ecee', floorAt: 2 },
  { scale: 0.52, left: 40, top: 33, ground: '#ece6ee', floorAt: 0.72 },
] as const

/** `picture` counts from 1; after the last way of showing a thing the first comes again. */
export function drawPicture(motif: Motif, hex: string, picture: number): Buffer {
  const shot = shots[(picture - 1) % shots.length] ?? shots[0]
  const own = colour(hex)
  const ground = mix(colour(shot.ground), own, 0.1)
  const canvas = new Canvas(pictureSide)
  canvas.backdrop(mix(ground, white, 0.55), ground, mix(ground, ink, 0.08), shot.floorAt)
  const foot = shot.top + 88 * shot.scale
  canvas.shadow(shot.left + 50 * shot.scale, foot, 44 * shot.scale, 7 * shot.scale, 0.34)
  const layers: readonly Layer[] = motifs[motif]
  for (const [tone, path] of layers) {
    canvas.fill(
      polygons(path).map((points) => points.map((value, at) => placed(value, at, shot))),
      toneOf(tone, own),
    )
  }
  return encodePng(pictureSide, pictureSide, canvas.rgb)
}

function placed(value: number, at: number, { scale, left, top }: (typeof shots)[number]): number {
  return ((at % 2 === 0 ? left : top) + value * scale) * (pictureSide / 100)
}

function toneOf(tone: Tone, own: Colour): Colour {
  switch (tone) {
    case 'body':
      return own
    case 'shade':
      return mix(own, ink, 0.18)
    case 'deep':
      return mix(own, ink, 0.38)
    case 'light':
      return mix(own, white, 0.32)
    case 'cream':
      return [246, 238, 221]
    case 'wood':
      return [156, 110, 66]
    case 'metal':
      return [172, 178, 184]
    case 'dark':
      return [48, 50, 56]
    case 'glow':
      return [255, 205, 104]
  }
}
