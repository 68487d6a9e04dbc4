/**
 * `npm run bench`: approvals and submissions a second through the production server, and the very same statements sent
 * by the bare driver, turn about. Writes docs/benchmarks.md.
 * `-- --quick`: few and short rounds, nothing is written. `-- --profile`: where the server's time goes instead.
 * `-- --load`: a load of a million older registrations instead (`--rows`).
 * `-- --owner`: the owner's pages on a slow phone instead (with `--only Form`, those whose title has it). `-- --search`: a
 * supervisor's questions instead (with `--profile`, where their time goes; with `--only page` or `--only export`, that part alone).
 */
import { buildSite } from './lib/build'
import { runMain, say } from './lib/say'

const args = process.argv.slice(2)

function option(name: string): string | undefined {
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined
}

await runMain(async () => {
  const { openStage } = await import('./bench/stage')
  say('PostgreSQL, migrations')
  const machines = Number(option('--machines') ?? 1_000_000)
  const searching = args.includes('--search')
  const stage = searching
    ? await (await import('./bench/search-stage')).openSearchStage(option('--of'), machines)
    : await openStage()
  try {
    const quick = args.includes('--quick')
    if (args.includes('--load'))
      return await (await import('./bench/run-load')).measureLoad(
        stage,
        Number(option('--rows') ?? 1_000_000),
        quick,
      )
    say('building the site, if anything has changed')
    await buildSite(() => undefined)
    // What these import reads the settings of the stage.
    if (searching && args.includes('--profile'))
      return await (await import('./bench/run-search-profile')).profileSearch(stage, machines, quick)
    if (searching) {
      const run = { machines, quick, only: option('--only') }
      return await (await import('./bench/run-search')).measureSearch(stage, run)
    }
    if (args.includes('--profile')) return await (await import('./bench/run-profile')).profile(stage, quick)
    if (args.includes('--owner'))
      return await (await import('./bench/run-owner-pages')).measureOwnerPages(stage, quick, option('--only'))
    return await (await import('./bench/run-comparison')).compare(stage, quick)
  } finally {
    await stage.close()
  }
})
