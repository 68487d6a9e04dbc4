/** `npm run check`: what can be judged within a minute, without a database, a build or a browser. For between two changes. */
import { generateClient } from './lib/build'
import { sourceLanes, vitest } from './lib/check-steps'
import { runSuite } from './lib/check-suite'
import { runMain } from './lib/say'

await runMain(async () => {
  await generateClient(() => undefined)
  const { types, rest } = sourceLanes(true)
  return runSuite([[types, [...rest, vitest('unit suite', 'unit', 10)]]])
})
