/**
 * Reads what the production build sends to browsers, our code and all libraries in it, and names what the oldest browsers
 * of README cannot read (syntax) or lack (built-ins). Types keep our own code there already (tsconfig.browser.json);
 * this is for what a new version of a library brings.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Fault, faultsOf } from './lib/browser-floor'
import { projectRoot } from './lib/project'
import { PlainError, runMain, say } from './lib/say'

const distDir = path.join(projectRoot, process.env.NEXT_DIST_DIR || '.next')

/** Uses that ask first whether the thing is there, or do without it when it is not. Each was read in its library. */
const ASKED_FIRST = [
  { library: 'nuqs', what: 'Promise.withResolvers', near: /hasOwnProperty\("withResolvers"\)/ },
  { library: 'React', what: 'reportError', near: /"function"==typeof reportError/ },
  { library: 'React (view transitions, not used here)', what: '.startViewTransition', near: /try\{/ },
  { library: 'Next', what: 'navigation', near: /void 0===window\.navigation|window\.navigation\.\w+/ },
  { library: 'browser-image-compression', what: 'OffscreenCanvas', near: /try\{/ },
]

const isAsked = ({ what, near }: Fault): boolean =>
  ASKED_FIRST.some((use) => use.what === what && use.near.test(near))

/** Served to browsers that know no modules, below the floor. */
const notOurs = (): string[] => {
  const manifest = path.join(distDir, 'build-manifest.json')
  if (!existsSync(manifest)) throw new PlainError('没有找到构建结果，请先运行 npm run build。')
  return JSON.parse(readFileSync(manifest, 'utf8')).polyfillFiles
}

/** The page of the public interface for programmers: README asks for a newer browser there. */
const isApiReference = (text: string) => text.includes('swagger-ui')

await runMain(async () => {
  const skipped = notOurs()
  const files = globSync('static/**/*.js', { cwd: distDir }).filter((file) => !skipped.includes(file))
  const faults = files.flatMap((file) => {
    const text = readFileSync(path.join(distDir, file), 'utf8')
    if (isApiReference(text)) return []
    return faultsOf(text)
      .filter((fault) => !isAsked(fault))
      .map(({ what, near }) => `${file}: ${what} … ${near}`)
  })
  for (const fault of faults) say(fault)
  if (files.length === 0) throw new PlainError('构建结果中没有脚本。')
  return faults.length === 0 ? 0 : 1
})
