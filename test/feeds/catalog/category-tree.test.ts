/** Paths and descendants in trees that merchants really have. */
import { describe, expect, test } from 'vitest'
import { CategoryTree } from '../../../feeds/catalog/category-tree.js'
import { categoryRow } from './sql/tables.js'

const tree = new CategoryTree([
  categoryRow('leaf', 'branch'),
  categoryRow('branch', 'root'),
  categoryRow('root'),
  categoryRow('orphan', 'nobody'),
  categoryRow('hen', 'egg'),
  categoryRow('egg', 'hen'),
])

describe('a path', () => {
  test('leads from the outermost category inwards', () => {
    expect(tree.path('leaf')).toEqual(['Name of root', 'Name of branch', 'Name of leaf'])
  })

  test('begins at an unknown parent and ends a circle', () => {
    expect(tree.path('orphan')).toEqual(['Name of orphan'])
    expect(tree.path('hen')).toEqual(['Name of egg', 'Name of hen'])
    expect(tree.path('nobody')).toBeUndefined()
  })

  test('is made once for all products of a category', () => {
    expect(tree.path('leaf')).toBe(tree.path('leaf'))
  })
})

describe('what is within a category', () => {
  test('is itself and all below, each once, in a circle too', () => {
    expect(tree.within('root')).toEqual(['root', 'branch', 'leaf'])
    expect(tree.within('egg')).toEqual(['egg', 'hen'])
    expect(tree.within('unknown')).toEqual(['unknown'])
  })

  test('is found in a tree ten thousand deep', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => categoryRow(`c${n}`, n === 0 ? null : `c${n - 1}`))
    const deep = new CategoryTree(rows)
    expect(deep.within('c0')).toHaveLength(10_000)
    expect(deep.path('c9999')).toHaveLength(10_000)
  })
})
