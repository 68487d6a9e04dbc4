import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type HumanCheck, sha256Words, solveHumanCheck } from './human-check'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const hex = (words: Int32Array) =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')

it('hashes as Node does, at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'Abc-123.'.repeat(25).slice(0, length)
    expect(hex(sha256Words(text))).toBe(digest(text))
  }
})

const check = (number: number, numbers: number): HumanCheck => ({
  ...{ salt: 'salt.', challenge: digest(`salt.${number}`), numbers, signature: 'signed' },
})

it.each([0, 1, 4_321, 29_999])('finds %i, saying how far it is', async (number) => {
  const shares: number[] = []
  const answer = await solveHumanCheck(check(number, 30_000), (share) => shares.push(share))
  expect(answer).toBe(`salt.${number}:signed`)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
})

it('ends when no number fits', async () => {
  expect(await solveHumanCheck(check(500, 500), () => undefined)).toBeNull()
})

it('is the same text in the mini program, which can import nothing of ours', () => {
  expect(readFileSync('miniprogram/lib/human-check.ts', 'utf8')).toBe(
    readFileSync('lib/client/human-check.ts', 'utf8'),
  )
})
