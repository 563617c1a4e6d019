/** A square of pixels onto which filled outlines are laid with smooth edges. */
import { type Colour, ink, mix, white } from './colour.js'
import type { Polygon } from './outline.js'

// Slices of a row whose crossings are found one by one; across, coverage is exact.
const slices = 4

export class Canvas {
  readonly side: number
  readonly rgb: Uint8Array

  constructor(side: number) {
    this.side = side
    this.rgb = new Uint8Array(side * side * 3)
  }

  /** From `top` to `bottom`, with a floor that begins at `floorAt` of the height. */
  backdrop(top: Colour, bottom: Colour, floor: Colour, floorAt: number): void {
    for (let y = 0; y < this.side; y++) {
      const depth = y / this.side
      const below = Math.min(1, Math.max(0, (depth - floorAt) * 14))
      const [red, green, blue] = mix(mix(top, bottom, depth), floor, below)
      for (let at = y * this.side * 3, end = at + this.side * 3; at < end; at += 3) {
        this.rgb[at] = red
        this.rgb[at + 1] = green
        this.rgb[at + 2] = blue
      }
    }
  }

  /** A soft round shadow; places and sizes in hundredths of the side. */
  shadow(x: number, y: number, rx: number, ry: number, strength: number): void {
    const scale = this.side / 100
    const last = Math.min(this.side, Math.ceil((y + ry) * scale))
    for (let row = Math.max(0, Math.floor((y - ry) * scale)); row < last; row++) {
      for (let column = Math.floor((x - rx) * scale); column < (x + rx) * scale; column++) {
        const away = ((column / scale - x) / rx) ** 2 + ((row / scale - y) / ry) ** 2
        if (away < 1) this.#lay(column, row, ink, (1 - away) ** 2 * strength)
      }
    }
  }

  /** Fills by the even-odd rule, lighter on the left and darker on the right as if lit by a window. */
  fill(outline: readonly Polygon[], colour: Colour): void {
    const tints = this.#lit(colour)
    const coverage = new Float32Array(this.side + 2)
    const heights = outline.flatMap((points) => points.filter((_, at) => at % 2 === 1))
    const first = Math.max(0, Math.floor(Math.min(...heights)))
    const last = Math.min(this.side, Math.ceil(Math.max(...heights)))
    for (let row = first; row < last; row++) {
      coverage.fill(0)
      for (let slice = 0; slice < slices; slice++) {
        const crossings = crossingsAt(outline, row + (slice + 0.5) / slices)
        for (let at = 0; at + 1 < crossings.length; at += 2) {
          cover(coverage, crossings[at] ?? 0, crossings[at + 1] ?? 0, this.side)
        }
      }
      for (let column = 0; column < this.side; column++) {
        const share = coverage[column] ?? 0
        if (share > 0) this.#lay(column, row, tints[column] ?? colour, Math.min(1, share))
      }
    }
  }

  #lit(colour: Colour): readonly Colour[] {
    return Array.from({ length: this.side }, (_, column) => {
      const across = column / this.side - 0.45
      return across < 0 ? mix(colour, white, -across * 0.35) : mix(colour, ink, across * 0.4)
    })
  }

  #lay(column: number, row: number, colour: Colour, share: number): void {
    const at = (row * this.side + column) * 3
    for (let channel = 0; channel < 3; channel++) {
      const below = this.rgb[at + channel] ?? 0
      this.rgb[at + channel] = below + ((colour[channel] ?? 0) - below) * share + 0.5
    }
  }
}

function crossingsAt(outline: readonly Polygon[], y: number): number[] {
  const found: number[] = []
  for (const points of outline) {
    let x0 = points.at(-2) ?? 0
    let y0 = points.at(-1) ?? 0
    for (let at = 0; at < points.length; at += 2) {
      const x1 = points[at] ?? 0
      const y1 = points[at + 1] ?? 0
      if (y0 <= y !== y1 <= y) found.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
      x0 = x1
      y0 = y1
    }
  }
  return found.sort((a, b) => a - b)
}

function cover(coverage: Float32Array, from: number, to: number, side: number): void {
  const start = Math.max(0, from)
  const end = Math.min(side, to)
  for (let column = Math.floor(start); column < end; column++) {
    const part = Math.min(end, column + 1) - Math.max(start, column)
    coverage[column] = (coverage[column] ?? 0) + part / slices
  }
}
