/**
 * Checks the scripts of the production build, libraries included, for syntax and built-ins that the oldest browsers of
 * README do not support. Our own code is already checked by types (tsconfig.browser.json); this catches new versions of
 * libraries.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Fault, faultsOf } from './lib/browser-floor'
import { projectRoot } from './lib/project'
import { PlainError, runMain, say } from './lib/say'

const distDir = path.join(projectRoot, process.env.NEXT_DIST_DIR || '.next')

/** Uses with feature detection or a fallback, each verified in its source. */
const GUARDED_USES = [
  { library: 'nuqs', what: 'Promise.withResolvers', near: /hasOwnProperty\("withResolvers"\)/ },
  { library: 'React', what: 'reportError', near: /"function"==typeof reportError/ },
  { library: 'React (view transitions, not used here)', what: '.startViewTransition', near: /try\{/ },
  { library: 'Next', what: 'navigation', near: /void 0===window\.navigation|window\.navigation\.\w+/ },
  {
    library: 'our own whenIdle',
    what: 'requestIdleCallback',
    near: /"function"==typeof requestIdleCallback\?/,
  },
  {
    library: 'our own whenIdle',
    what: 'cancelIdleCallback',
    near: /"function"==typeof cancelIdleCallback\?/,
  },
  { library: 'browser-image-compression', what: 'OffscreenCanvas', near: /try\{/ },
]

const isGuarded = ({ what, near }: Fault): boolean =>
  GUARDED_USES.some((use) => use.what === what && use.near.test(near))

/** Polyfills for browsers without module support, which are older than the supported ones. */
const polyfillFiles = (): string[] => {
  const manifest = path.join(distDir, 'build-manifest.json')
  if (!existsSync(manifest)) throw new PlainError('没有找到构建结果，请先运行 npm run build。')
  return JSON.parse(readFileSync(manifest, 'utf8')).polyfillFiles
}

/** The reference of the public API, for which README requires a newer browser. */
const isApiReference = (text: string) => text.includes('swagger-ui')

await runMain(async () => {
  const skipped = polyfillFiles()
  const files = globSync('static/**/*.js', { cwd: distDir }).filter((file) => !skipped.includes(file))
  const faults = files.flatMap((file) => {
    const text = readFileSync(path.join(distDir, file), 'utf8')
    if (isApiReference(text)) return []
    return faultsOf(text)
      .filter((fault) => !isGuarded(fault))
      .map(({ what, near }) => `${file}: ${what} … ${near}`)
  })
  for (const fault of faults) say(fault)
  if (files.length === 0) throw new PlainError('构建结果中没有脚本。')
  return faults.length === 0 ? 0 : 1
})
