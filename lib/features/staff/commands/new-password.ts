import { randomInt } from 'node:crypto'

/** Without 0 O 1 l I, because passwords are read out or copied by hand. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'

/** A random password like `kTmq-4827-RwXe`. */
export function makePassword(): string {
  const pick = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return [pick(LETTERS, 4), pick(DIGITS, 4), pick(LETTERS, 4)].join('-')
}
