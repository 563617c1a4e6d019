import { expect, test } from 'vitest'
import { barChart, type ChartOptions } from '../../../src/kernel/pages/chart.js'

const draw = (options: Partial<ChartOptions> = {}) =>
  barChart({ title: 'Sent', labels: ['10:00', '11:00'], series: [], tell: String, ...options }).toString()

/** The attributes of the rectangles in the plot, the legend's keys aside. */
const rects = (markup: string) =>
  [...markup.matchAll(/<rect x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)">/g)].map(
    ([, ...numbers]) => numbers.map(Number),
  )

test('bars are as high as their figures, and the second series stands on the first', () => {
  const series = [
    { label: 'sent', values: [1, 2] },
    { label: 'dead', values: [1, 0] },
  ]
  expect(rects(draw({ series }))).toEqual([
    [6, 82, 38, 70],
    [56, 12, 38, 140],
    [6, 12, 38, 70],
  ])
})

test('every figure of a bar is also in words and in the table', () => {
  const markup = draw({ series: [{ label: 'sent', values: [7, 0] }], tell: (value) => `${value} pcs` })
  expect(markup).toContain('<title>10:00: 7 pcs sent</title>')
  expect(markup).toContain('<td class="figure" data-label="sent">7 pcs</td>')
  expect(markup).toContain('<td class="figure" data-label="sent">0 pcs</td>')
})

test.each([
  [0, ['0', '1', '2']],
  [1, ['0', '1', '2']],
  [3, ['0', '2', '4']],
  [10, ['0', '5', '10']],
  [11, ['0', '10', '20']],
  [130, ['0', '100', '200']],
  [999_999, ['0', '500000', '1000000']],
])('the lines of a chart up to %i have round figures', (most, figures) => {
  const [scale = ''] =
    /<svg class="scale".*?<\/svg>/.exec(draw({ series: [{ label: 'a', values: [most] }] })) ?? []
  expect([...scale.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text)).toEqual(figures)
})

test('each series but the first has a pattern, in the plot and in the legend', () => {
  const series = ['a', 'b', 'c', 'd'].map((label) => ({ label, values: [1] }))
  const markup = draw({ title: 'Sent & held', series })
  const drawn = [...markup.matchAll(/<pattern id="([^"]+)"/g)].map(([, id]) => id)
  expect(drawn).toEqual(['chart-sent-held-1', 'chart-sent-held-2', 'chart-sent-held-3'])
  for (const id of drawn) expect(markup.split(`fill="url(#${id})"`)).toHaveLength(3)
})

test('a chart without figures says so', () => {
  expect(draw({ series: [{ label: 'sent', values: [0, 0] }] })).toContain('>Nothing in this time</text>')
  expect(draw({ labels: [], series: [] })).toContain('>Nothing in this time</text>')
})

test('at most six labels stand below, whatever the number of bars', () => {
  for (const count of [1, 5, 6, 7, 24, 60, 61]) {
    const labels = Array.from({ length: count }, (_, at) => `m${at}`)
    const below = [...draw({ labels }).matchAll(/text-anchor="middle">m\d+</g)].length
    expect(below).toBeGreaterThan(0)
    expect(below).toBeLessThanOrEqual(6)
  }
})

test('markup in a title or a label stays text', () => {
  const markup = draw({ title: '<b>"', labels: ['<i>'], series: [{ label: '<u>', values: [1] }] })
  expect(markup).not.toMatch(/<[biu]>/)
})
