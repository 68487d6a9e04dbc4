/**
 * `npm run bench`: approvals and submissions per second through the production server, alternating with the same
 * statements sent by the bare driver. Writes docs/benchmarks.md.
 * `-- --quick`: few, short rounds; writes nothing. Other measurements:
 * `-- --profile`: profile of the server.
 * `-- --load`: loading a million older registrations (`--rows`).
 * `-- --owner`: the owner's pages on a slow phone (`--only Form`: pages with that word in the title).
 * `-- --photos`: copies of photos found, different ones taken for the same.
 * `-- --labelled`: faults planted in filings and photos, caught and wrongly marked.
 * `-- --photo-load`: how late the server's event loop is while photos are looked at and compared.
 * `-- --reading`: drawn plates read, characters and codes right, seconds and memory.
 * `-- --desk`: twenty filings decided by keyboard on the desk, with and without the next one fetched ahead.
 * `-- --search`: searches of a supervisor (`--profile`: their profile; `--only page` or `--only export`: one part).
 * `-- --attack`: an officer's answers and the memory of all processes while photos and readiness calls come by the hundred.
 * `-- --memory`: what all processes hold while pages of every kind are opened by the hundred.
 * `-- --guessing`: 20,000 guesses at each kind of code, ticket and token; fails when more is found than chance allows.
 * `-- --human-check`: seconds of the human check's sum in Chromium with a phone's processor.
 * `-- --batch`: a table of 5,000 machines checked; a fleet of 300 with planted faults from its table to the submission.
 * `-- --fleet`: a unit's 300 machines (`--fleet-size`) from the sheet to the hand-over; 我的机械 of an account with 5,000.
 * `-- --keys`: all texts encrypted again with a new key while people work (`--provider sm4`: to SM4).
 */
import { buildSite } from './lib/build'
import { runMain, say } from './lib/say'

const args = process.argv.slice(2)

function option(name: string): string | undefined {
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined
}

await runMain(async () => {
  // With a registry of its own, started as `npm start` does.
  if (args.includes('--attack'))
    return await (await import('./bench/run-attack')).measureAttack(args.includes('--quick'))
  if (args.includes('--memory'))
    return await (await import('./bench/run-memory')).measureMemory(args.includes('--quick'))
  const { openStage } = await import('./bench/stage')
  say('PostgreSQL, migrations')
  const machines = Number(option('--machines') ?? 1_000_000)
  const searching = args.includes('--search')
  const filled = searching || args.includes('--keys')
  const stage = filled
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
    if (args.includes('--photos')) return await (await import('./bench/run-photos')).measurePhotos(quick)
    if (args.includes('--labelled'))
      return await (await import('./bench/run-labelled')).measureLabelled(quick)
    if (args.includes('--reading')) return await (await import('./bench/run-reading')).measureReading(quick)
    if (args.includes('--batch')) return await (await import('./bench/run-batch')).measureBatch(quick)
    if (args.includes('--fleet')) {
      const size = Number(option('--fleet-size') ?? 300)
      return await (await import('./bench/run-fleet')).measureFleet(stage, size, quick)
    }
    if (args.includes('--human-check'))
      return await (await import('./bench/run-human-check')).measureHumanCheck(quick)
    say('building the site, if anything has changed')
    await buildSite(() => undefined)
    // Imported late: these modules read the settings of the stage when loaded.
    if (args.includes('--keys')) {
      const provider = option('--provider') === 'sm4' ? 'sm4' : 'aes'
      return await (await import('./bench/run-keys')).measureKeys(stage, { machines, provider, quick })
    }
    if (searching && args.includes('--profile'))
      return await (await import('./bench/run-search-profile')).profileSearch(stage, machines, quick)
    if (searching) {
      const run = { machines, quick, only: option('--only') }
      return await (await import('./bench/run-search')).measureSearch(stage, run)
    }
    if (args.includes('--profile')) return await (await import('./bench/run-profile')).profile(stage, quick)
    if (args.includes('--owner'))
      return await (await import('./bench/run-owner-pages')).measureOwnerPages(stage, quick, option('--only'))
    if (args.includes('--photo-load'))
      return await (await import('./bench/run-photo-load')).measurePhotoLoad(stage, quick)
    if (args.includes('--guessing'))
      return await (await import('./bench/run-guessing')).measureGuessing(stage, quick)
    if (args.includes('--desk')) return await (await import('./bench/run-desk')).measureDesk(stage, quick)
    return await (await import('./bench/run-comparison')).compare(stage, quick)
  } finally {
    await stage.close()
  }
})
