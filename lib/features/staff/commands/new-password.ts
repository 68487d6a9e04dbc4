import { randomInt } from 'node:crypto'

/** Without 0 O 1 l I: it is read out or copied by hand. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'

/** A password to hand over, like `kTmq-4827-RwXe`: some 65 bits. */
export function makePassword(): string {
  const pick = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return [pick(LETTERS, 4), pick(DIGITS, 4), pick(LETTERS, 4)].join('-')
}
