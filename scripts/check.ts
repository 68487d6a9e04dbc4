/** `npm run check`: checks that take under a minute and need no database, build or browser. For use while developing. */
import { generateClient } from './lib/build'
import { sourceLanes, vitest } from './lib/check-steps'
import { runSuite } from './lib/check-suite'
import { runMain } from './lib/say'

await runMain(async () => {
  await generateClient(() => undefined)
  const { types, rest } = sourceLanes(true)
  return runSuite([[types, [...rest, vitest('unit suite', 'unit', 10)]]])
})
