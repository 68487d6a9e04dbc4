/** `npm test`: all checks and suites. */
import path from 'node:path'
import { generateClient } from './lib/build'
import { countPlaywright, playwrightFailures } from './lib/check-reports'
import { reportDir, type Step } from './lib/check-run'
import { check, script, sourceLanes, tool, vitest } from './lib/check-steps'
import { runSuite } from './lib/check-suite'
import { runMain, say } from './lib/say'
import { OTHER_POSTGRES } from './lib/temporary-cluster'
import { hasOldestPostgres, installTools, OLDEST_POSTGRES } from './lib/test-tools'

/** The database suite on the oldest PostgreSQL that README supports, where it is installed. */
const oldestPostgres = (): Step =>
  vitest(`database suite on PostgreSQL ${OLDEST_POSTGRES.version}`, 'db', 15, {
    [OTHER_POSTGRES]: OLDEST_POSTGRES.bin,
  })

const browserReport = path.join(reportDir, 'browser.json')

/**
 * Single-threaded steps run in parallel. The build is in a later group than the type check: it writes type files that must
 * not be incomplete while types are checked.
 */
function groups(): Step[][][] {
  const { types, rest } = sourceLanes(false)
  return [
    [
      types,
      [
        ...rest,
        check('migration drift', process.execPath, script('check-drift')),
        vitest('start-up suite', 'scripts', 10),
      ],
    ],
    [
      [
        check('production build', process.execPath, script('build'), 10),
        check('browser floor of the build', process.execPath, script('check-browser-floor')),
      ],
      [vitest('unit suite', 'unit', 10)],
    ],
    [[vitest('database suite', 'db', 15), ...(hasOldestPostgres() ? [oldestPostgres()] : [])]],
    [
      [
        {
          ...check('browser suite', tool('playwright'), ['test'], 25),
          report: { file: browserReport, count: countPlaywright, failures: playwrightFailures },
        },
      ],
    ],
  ]
}

await runMain(async () => {
  installTools()
  if (!hasOldestPostgres())
    say(
      `PostgreSQL ${OLDEST_POSTGRES.version} cannot be installed here: the database suite runs on the embedded one only`,
    )
  await generateClient(() => undefined)
  return runSuite(groups())
})
