import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { SEALED_COLUMNS } from './sealed-columns'

const SCHEMA = path.resolve(import.meta.dirname, '../../../prisma/schema')

/** `table.column` of every column whose comment in the schema says that something in it is encrypted. */
function encryptedColumns(): string[] {
  const text = readdirSync(SCHEMA)
    .map((name) => readFileSync(path.join(SCHEMA, name), 'utf8'))
    .join('\n')
  return [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = body.match(/@@map\("(\w+)"\)/)?.[1]
    const columns = body.matchAll(/((?:^ +\/\/\/.*\n)+)^ +(\w+) /gm)
    return [...columns].flatMap(([, comment = '', column]) =>
      /encrypted/i.test(comment) ? [`${table}.${column}`] : [],
    )
  })
}

it('the list of columns with ciphertexts is that of the schema', () => {
  expect(encryptedColumns().toSorted()).toEqual(Object.keys(SEALED_COLUMNS).toSorted())
})
