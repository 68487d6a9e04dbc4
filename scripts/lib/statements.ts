/** Statements that the database suite sent, and which of them a PostgreSQL understands. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withConnection } from '@/lib/server/database/connect'
import { projectRoot } from './project'

/** Where the database suite of `npm test` writes the statements it sent; emptied before. */
export const statementsDir = path.join(projectRoot, '.test', 'statements')

/** What PREPARE takes: the rest (BEGIN, SET, LISTEN, COPY …) is neither planned nor typed. */
const isPreparable = (text: string) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES)\b/i.test(text)

/** @returns the statements that can be prepared, each once, in order of their text */
export function recordedStatements(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const all = files.flatMap((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as string[])
  return [...new Set(all)].filter(isPreparable).sort()
}

/**
 * Prepares each statement, which checks syntax, tables, columns, functions and types without running anything.
 * @returns the message of each statement that was refused, by its text
 */
export async function refusedStatements(url: string, statements: string[]): Promise<Map<string, string>> {
  return withConnection(url, 'statements', async (client) => {
    const refused = new Map<string, string>()
    for (const text of statements) {
      try {
        await client.query(`PREPARE statement AS ${text}`)
        await client.query('DEALLOCATE statement')
      } catch (error) {
        refused.set(text, error instanceof Error ? error.message : String(error))
      }
    }
    return refused
  })
}
