/**
 * Checks that the oldest PostgreSQL of README understands every statement that the database suite sent to the embedded one
 * (docs/decisions/0060-one-suite-two-versions.md). For use after that suite.
 */
import { updateSchema } from './lib/database-schema'
import { PlainError, runMain, say } from './lib/say'
import { recordedStatements, refusedStatements, statementsDir } from './lib/statements'
import { temporaryCluster } from './lib/temporary-cluster'
import { OLDEST_POSTGRES } from './lib/test-tools'

/** Of PostgreSQL 17: the older one must refuse it, or this check would refuse nothing. */
const newer = `SELECT random(1, 6)`

/** @param binaries folder of the programs; the embedded ones without it */
async function refusedBy(statements: string[], binaries?: string): Promise<Map<string, string>> {
  const cluster = await temporaryCluster([], binaries)
  try {
    const url = cluster.url('postgres')
    await updateSchema(url, url)
    return await refusedStatements(url, [...statements, newer])
  } finally {
    await cluster.stop()
  }
}

await runMain(async () => {
  const statements = recordedStatements(statementsDir)
  if (statements.length === 0)
    throw new PlainError(`no statements in ${statementsDir}: run the database suite first`)
  // Statements on tables that a test made for itself are refused by both.
  const here = await refusedBy(statements)
  const oldest = await refusedBy(statements, OLDEST_POSTGRES.bin)
  if (here.has(newer) || !oldest.delete(newer))
    throw new PlainError('the check does not tell the versions apart')
  const faults = [...oldest].filter(([text]) => !here.has(text))
  for (const [text, message] of faults)
    say(`PostgreSQL ${OLDEST_POSTGRES.version}: ${message}\n  ${text.replaceAll(/\s+/g, ' ')}`)
  say(
    `${statements.length - here.size} statements are understood by both versions, ${here.size} need tables of a test`,
  )
  return faults.length > 0 ? 1 : 0
})
