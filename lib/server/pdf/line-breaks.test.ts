import { expect, test } from 'vitest'
import { breakable } from './line-breaks'

const pieces = (word: string) => breakable(word).filter((piece) => piece !== '')

test('Chinese breaks anywhere but before closing and after opening marks', () => {
  expect(pieces('山东（临工），好。')).toEqual(['山', '东', '（临', '工），', '好。'])
})

test('short Latin words stay whole, long serials break anywhere, and nothing is lost', () => {
  expect(pieces('型号SD22履带')).toEqual(['型', '号', 'SD22', '履', '带'])
  const serial = 'WMXYZ0123456789'.repeat(3)
  expect(pieces(serial)).toEqual([...serial])
})
