/** `npm test`: all checks and suites. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { STATEMENTS_DIR } from '@/testing/recorded-statements'
import { generateClient } from './lib/build'
import { countPlaywright, playwrightFailures } from './lib/check-reports'
import { reportDir, type Step } from './lib/check-run'
import { check, script, sourceLanes, tool, vitest } from './lib/check-steps'
import { runSuite } from './lib/check-suite'
import { runMain, say } from './lib/say'
import { statementsDir } from './lib/statements'
import { OTHER_POSTGRES } from './lib/temporary-cluster'
import { hasOldestPostgres, installTools, OLDEST_POSTGRES } from './lib/test-tools'

/**
 * What behaves by a version and not by its text alone: triggers and functions, locks, rights, COPY, search, keys. All other
 * statements are prepared there (scripts/check-statements.ts), which takes seconds where running them again takes minutes.
 */
const onBothVersions = [
  'lib/server/',
  'lib/features/account/accounts',
  'lib/features/audit/',
  'lib/features/change/transfer.',
  'lib/features/filing/commands/owner-story',
  'lib/features/filing/commands/review-',
  'lib/features/history/history',
  'lib/features/history/owners',
  'lib/features/machine/queries/search/search',
  'lib/features/registration/',
  'lib/features/report/monthly.',
  'lib/features/report/report',
  'lib/features/retention/',
  'prisma/seed/',
  'testing/keys',
  'testing/roles',
]

/** The oldest PostgreSQL that README supports, where it is installed. */
const oldestPostgres = (): Step[] => [
  check(`statements on PostgreSQL ${OLDEST_POSTGRES.version}`, process.execPath, script('check-statements')),
  vitest(
    `database suite on PostgreSQL ${OLDEST_POSTGRES.version}`,
    'db',
    15,
    { [OTHER_POSTGRES]: OLDEST_POSTGRES.bin },
    onBothVersions,
  ),
]

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
    [
      [
        vitest('database suite', 'db', 15, { [STATEMENTS_DIR]: statementsDir }),
        ...(hasOldestPostgres() ? oldestPostgres() : []),
      ],
    ],
    [
      [
        {
          ...check('browser suite', tool('playwright'), ['test'], 40),
          report: { file: browserReport, count: countPlaywright, failures: playwrightFailures },
        },
      ],
    ],
  ]
}

await runMain(async () => {
  rmSync(statementsDir, { recursive: true, force: true })
  installTools()
  if (!hasOldestPostgres())
    say(
      `PostgreSQL ${OLDEST_POSTGRES.version} cannot be installed here: the database suite runs on the embedded one only`,
    )
  await generateClient(() => undefined)
  return runSuite(groups())
})
