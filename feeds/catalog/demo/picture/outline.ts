/** Outlines of the demo pictures: SVG path texts on a field of 100 by 100, flattened to polygons. */

/** Corner points as x, y, x, y …; closed. */
export type Polygon = readonly number[]

const curveSteps = 14

/** Reads absolute M, L, Q, C and Z, each with its letter; numbers are parted by spaces. */
export function polygons(path: string): readonly Polygon[] {
  const found: number[][] = []
  let points: number[] = []
  for (const [, letter, rest = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const n = rest.trim() === '' ? [] : rest.trim().split(/\s+/).map(Number)
    if (letter === 'M') {
      points = [...n]
      found.push(points)
    } else if (letter === 'L') {
      points.push(...n)
    } else if (letter === 'Q' || letter === 'C') {
      curve(points, n)
    }
  }
  return found
}

/** Bézier of second or third degree from the last point on. */
function curve(points: number[], controls: readonly number[]): void {
  const from = points.slice(-2)
  for (let step = 1; step <= curveSteps; step++) {
    let level = [...from, ...controls]
    const t = step / curveSteps
    while (level.length > 2) level = halved(level, t)
    points.push(...level)
  }
}

function halved(points: readonly number[], t: number): number[] {
  return points.slice(2).map((value, at) => (points[at] ?? 0) * (1 - t) + value * t)
}

export function ellipse(x: number, y: number, rx: number, ry: number): string {
  const kx = rx * 0.5523
  const ky = ry * 0.5523
  return `M ${x - rx} ${y} C ${x - rx} ${y - ky} ${x - kx} ${y - ry} ${x} ${y - ry} C ${x + kx} ${y - ry} ${x + rx} ${y - ky} ${x + rx} ${y} C ${x + rx} ${y + ky} ${x + kx} ${y + ry} ${x} ${y + ry} C ${x - kx} ${y + ry} ${x - rx} ${y + ky} ${x - rx} ${y} Z`
}

/** A box with round corners. */
export function box(x: number, y: number, width: number, height: number, round = 0): string {
  const r = x + width
  const b = y + height
  return `M ${x + round} ${y} L ${r - round} ${y} Q ${r} ${y} ${r} ${y + round} L ${r} ${b - round} Q ${r} ${b} ${r - round} ${b} L ${x + round} ${b} Q ${x} ${b} ${x} ${b - round} L ${x} ${y + round} Q ${x} ${y} ${x + round} ${y} Z`
}

/** An ellipse with a hole in it. */
export function ring(x: number, y: number, rx: number, ry: number, thick: number): string {
  return `${ellipse(x, y, rx, ry)} ${ellipse(x, y, rx - thick, ry - thick)}`
}

/** A bent strip of even thickness along a curve of second degree. */
export function strip(
  thick: number,
  ...[x0, y0, cx, cy, x1, y1]: readonly [number, number, number, number, number, number]
): string {
  const h = thick / 2
  const [ax, ay] = across(x0, y0, cx, cy, h)
  const [mx, my] = across(x0, y0, x1, y1, h)
  const [bx, by] = across(cx, cy, x1, y1, h)
  return `M ${x0 + ax} ${y0 + ay} Q ${cx + mx} ${cy + my} ${x1 + bx} ${y1 + by} L ${x1 - bx} ${y1 - by} Q ${cx - mx} ${cy - my} ${x0 - ax} ${y0 - ay} Z`
}

function across(x0: number, y0: number, x1: number, y1: number, half: number): readonly [number, number] {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1
  return [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half]
}
