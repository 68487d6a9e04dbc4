/** The steps shared by `npm run check` and `npm test`, and helpers to define a step. */
import path from 'node:path'
import { countVitest, vitestFailures } from './check-reports'
import { reportDir, type Step } from './check-run'
import { projectRoot } from './project'

export const tool = (name: string): string => path.join(projectRoot, 'node_modules', '.bin', name)
export const script = (name: string): string[] => ['scripts/bootstrap.mjs', `scripts/${name}.ts`]

export const check = (name: string, command: string, args: string[], timeoutMinutes = 5): Step => ({
  name,
  command,
  args,
  timeoutMinutes,
})

/**
 * Runs a project of vitest.config.ts and counts its tests.
 * @param files only those whose path contains one of these; without any, all
 */
export function vitest(
  name: string,
  project: string,
  timeoutMinutes: number,
  env: Step['env'] = {},
  files: string[] = [],
): Step {
  const file = path.join(reportDir, `${name.replaceAll(' ', '-')}.json`)
  const args = [
    'run',
    ...files,
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const report = { file, count: countVitest, failures: vitestFailures }
  return { ...check(name, tool('vitest'), args, timeoutMinutes), report, env }
}

const sources = ['app', 'components', 'lib', 'prisma', 'e2e', 'scripts', 'testing', 'server.ts']
const cache = (name: string) => path.join('.test', 'cache', name)

/**
 * Steps that need neither a database nor a build, in two lanes of about equal duration.
 * @param cached reuses the layer and dead-code results of unchanged files
 */
export function sourceLanes(cached: boolean): { types: Step[]; rest: Step[] } {
  const layersCache = cached ? ['--cache', cache('layers'), '--cache-strategy', 'content'] : []
  const deadCodeCache = cached ? ['--cache', '--cache-location', cache('dead-code')] : []
  return {
    types: [
      check('types', tool('tsc'), ['--noEmit'], 8),
      check('types in browsers', tool('tsc'), ['-p', 'tsconfig.browser.json'], 8),
      check('types of the mini program', tool('tsc'), ['-p', 'miniprogram', '--noEmit']),
      check('layers', tool('depcruise'), [...sources, '--config', '.dependency-cruiser.cjs', ...layersCache]),
      check('dead code', tool('knip'), deadCodeCache),
    ],
    rest: [
      check('format and lint', tool('biome'), ['check', '--error-on-warnings', '.']),
      check('promises', tool('oxlint'), []),
      check('file names', process.execPath, script('check-file-names')),
    ],
  }
}
