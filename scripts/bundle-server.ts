/**
 * Bundles server.ts and our modules for plain Node, so that the server process needs no compiler. Packages stay external;
 * dynamic imports become separate chunks. Run by scripts/lib/build.ts after Next's build.
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
    // Next's build folder is marked as CommonJS.
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
    // Logs contain the names of functions and errors.
    keepNames: true,
    legalComments: 'none',
  })
  return 0
})
