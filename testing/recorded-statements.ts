import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** Environment variable with the folder that a run of the `db` suite writes its statements to; without it nothing is recorded. */
export const STATEMENTS_DIR = 'TEST_STATEMENTS_DIR'

/** `query` takes the text, an object with it (Prisma, a cursor, COPY), or nothing that has one. */
const textOf = (query: unknown): string | undefined => {
  if (typeof query === 'string') return query
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : undefined
  return typeof text === 'string' ? text : undefined
}

/**
 * Notes the text of every statement that this process sends, whoever sends it: Prisma and all else go through `pg`.
 * @returns writes them to a file of its own in the folder: a JSON array, each text once
 */
export function recordStatements(folder: string): () => void {
  const seen = new Set<string>()
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = new Proxy(query, {
    apply(send, client, args: unknown[]) {
      const text = textOf(args[0])
      if (text) seen.add(text)
      return Reflect.apply(send, client, args)
    },
  })
  return () => {
    pg.Client.prototype.query = query
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, `${randomUUID()}.json`), JSON.stringify([...seen]))
  }
}
