/** Checks that the migrations, applied to an empty database, result in exactly the schema of prisma/schema. */
import { runMain, say } from './lib/say'
import { applyMigrations, diffToSchema } from './lib/schema-engine'
import { temporaryCluster } from './lib/temporary-cluster'

await runMain(async () => {
  const cluster = await temporaryCluster()
  try {
    const url = cluster.url('postgres')
    const applied = await applyMigrations(url)
    const missing = await diffToSchema(url)
    if (missing) say(`prisma/schema differs from the migrations. Missing SQL:\n${missing}`)
    else say(`${applied.length} migrations agree with prisma/schema`)
    return missing ? 1 : 0
  } finally {
    await cluster.stop()
  }
})
