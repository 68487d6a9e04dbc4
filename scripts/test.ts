/**
 * `npm test`: everything that is checked, in one go. A step that fails does not keep the others from running.
 * The last line is `N passed, N failed` over all of them: each check counts as one, each runner's tests one by one.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { generateClient } from './lib/build'
import { countPlaywright, countVitest, playwrightFailures, vitestFailures } from './lib/check-reports'
import { isStopRequested, type Outcome, reportDir, runStep, type Step } from './lib/check-run'
import { projectRoot } from './lib/project'
import { PlainError, runMain, say } from './lib/say'
import { OTHER_POSTGRES } from './lib/temporary-cluster'
import { hasOldestPostgres, installTools, OLDEST_POSTGRES } from './lib/test-tools'

const tool = (name: string) => path.join(projectRoot, 'node_modules', '.bin', name)
const script = (name: string) => ['scripts/bootstrap.mjs', `scripts/${name}.ts`]

const check = (name: string, command: string, args: string[], withinMinutes = 5): Step => ({
  name,
  command,
  args,
  withinMinutes,
})

function vitest(name: string, project: string, withinMinutes: number, env: Step['env'] = {}): Step {
  const file = path.join(reportDir, `${name.replaceAll(' ', '-')}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const report = { file, count: countVitest, failures: vitestFailures }
  return { ...check(name, tool('vitest'), args, withinMinutes), report, env }
}

/** The same suite on the oldest PostgreSQL that README names, where the system has it. */
const oldestPostgres = (): Step =>
  vitest(`database suite on PostgreSQL ${OLDEST_POSTGRES.version}`, 'db', 15, {
    [OTHER_POSTGRES]: OLDEST_POSTGRES.bin,
  })

const browserReport = path.join(reportDir, 'browser.json')

const sources = ['app', 'components', 'lib', 'prisma', 'e2e', 'scripts', 'testing']

/**
 * What uses one processor only runs side by side, each lane in its order; the next group waits for all of them. The build
 * writes types of its own, which must not be there by half while types are checked.
 */
const groups = (): Step[][][] => [
  [
    [
      check('types', tool('tsc'), ['--noEmit'], 8),
      check('types in browsers', tool('tsc'), ['-p', 'tsconfig.browser.json'], 8),
      check('types of the mini program', tool('tsc'), ['-p', 'miniprogram', '--noEmit']),
      check('layers', tool('depcruise'), [...sources, '--config', '.dependency-cruiser.cjs']),
      check('dead code', tool('knip'), []),
    ],
    [
      check('format and lint', tool('biome'), ['check', '--error-on-warnings', '.']),
      check('file names', process.execPath, script('check-file-names')),
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
const plural = ({ passed, failed }: { passed: number; failed: number }) =>
  `${passed} passed, ${failed} failed`

await runMain(async () => {
  mkdirSync(reportDir, { recursive: true })
  installTools()
  if (!hasOldestPostgres())
    say(
      `PostgreSQL ${OLDEST_POSTGRES.version} cannot be installed here: the database suite runs on the embedded one only`,
    )
  await generateClient(() => undefined)
  const steps = groups()
  const stepCount = steps.flat(2).length
  const outcomes: Outcome[] = []
  const runLane = async (lane: Step[]) => {
    for (const step of lane) {
      const outcome = await runStep(step)
      if (isStopRequested()) return
      outcomes.push(outcome)
      const mark = outcome.failed === 0 ? '✓' : '✗'
      say(
        `[${outcomes.length}/${stepCount}] ${mark} ${step.name}: ${plural(outcome)} (${outcome.seconds.toFixed(1)} s)`,
      )
    }
  }
  for (const lanes of steps) {
    await Promise.all(lanes.map(runLane))
    if (isStopRequested()) throw new PlainError('已中断。')
  }
  for (const { name, faults, failed } of outcomes) if (failed > 0) say(`\n──── ${name}\n${faults}`)
  const total = {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  }
  say('')
  say(plural(total))
  return total.failed === 0 && total.passed > 0 ? 0 : 1
})
