/**
 * server.ts and what it imports of ours, for Node as it is: no compiler in the serving process. Packages stay packages;
 * what is imported only when it is needed stays a file of its own. Run by scripts/lib/build.ts after Next's build.
 */
import path from 'node:path'
import { build } from 'esbuild'
import { ownServer } from './lib/build'
import { projectRoot } from './lib/project'
import { runMain } from './lib/say'

await runMain(async () => {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['server.ts'],
    outdir: path.dirname(ownServer()),
    // Next marks its folder as CommonJS.
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    jsx: 'automatic',
    tsconfig: 'tsconfig.json',
    sourcemap: true,
    // Names of functions and errors stand in logs.
    keepNames: true,
    legalComments: 'none',
  })
  return 0
})
