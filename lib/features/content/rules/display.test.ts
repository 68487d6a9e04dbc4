import { expect, it } from 'vitest'
import { findField } from '../schema/fields'
import { displayValue } from './display'

const names = { lists: {}, districts: {} }

it.each([
  ['hasNameplate', '有', '无'],
  ['dpf.installed', '是', '否'],
])('%s is told as its label asks: %s or %s', (path, yes, no) => {
  const field = findField(path)
  if (!field) throw new Error(path)
  expect([true, false, null].map((value) => displayValue(field, value, names))).toEqual([yes, no, ''])
})
