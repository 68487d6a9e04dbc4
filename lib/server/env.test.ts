import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { envSchema } from './env'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8')

const example = new Map(
  [...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
)
/** As scripts/lib/config.ts reads them: `env.PORT`, `process.env.SECRET_KEY`. */
const ofStart = ['scripts/lib/config.ts', 'scripts/lib/key-source.ts'].flatMap((file) =>
  [...read(file).matchAll(/\benv\.([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name),
)

describe('.env.example', () => {
  it('lists every variable of the server and of `npm start`, and no other', () => {
    const read = new Set([...Object.keys(envSchema.shape), ...ofStart])
    expect([...example.keys()].toSorted()).toEqual([...read].toSorted())
  })

  it('shows the defaults that hold', () => {
    const written = Object.fromEntries([...example].filter(([, value]) => value !== ''))
    const needed = { DATABASE_URL: 'postgresql://localhost/nrmm', SECRET_KEY: 'x'.repeat(32) }
    // Empty there: defaults that depend on the machine or on another variable.
    const { DATABASE_READERS: _, PUBLIC_URL: __, ...fixed } = envSchema.parse(needed)
    expect(envSchema.parse({ ...written, ...needed })).toMatchObject(fixed)
    expect(Object.keys(fixed).filter((name) => !(name in written) && !(name in needed))).toEqual([])
  })
})
