/** Generated client and production build, made again only when what they are made from has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'
import { type OnChild, runQuietly, runScript } from './run-program'

const sourceDirs = ['app', 'components', 'lib', 'prisma', 'public']
const generatedDir = path.join('prisma', 'generated')
const ignored = /\.(db\.)?test\.tsx?$|(^|\/)\./

function filesBelow(dir: string): string[] {
  const full = path.join(projectRoot, dir)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(generatedDir) && !ignored.test(file))
}

/** Of the tools that check; what Next writes itself. */
const noSource = [
  'vitest.config.ts',
  'playwright.config.ts',
  'biome.json',
  'knip.json',
  '.oxlintrc.json',
  'next-env.d.ts',
  'tsconfig.browser.json',
]

/** next.config, tsconfig, proxy, instrumentation, package.json and its lock. */
function rootFiles(): string[] {
  return readdirSync(projectRoot, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|json)$/.test(entry.name) && !noSource.includes(entry.name))
    .map((entry) => entry.name)
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of files.toSorted()) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(projectRoot, file)))
  }
  return hash.digest('hex')
}

const readStamp = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/** @returns whether there was anything to do */
export async function generateClient(onChild: OnChild): Promise<boolean> {
  const stampFile = path.join(projectRoot, generatedDir, 'source-hash')
  const schema = filesBelow(path.join('prisma', 'schema'))
  const wanted = hashOf([...schema, 'prisma.config.ts', 'package-lock.json'])
  if (readStamp(stampFile) === wanted) return false
  // Without this variable the command would download an engine that it does not use.
  await runQuietly(
    'prisma/build/index.js',
    ['generate'],
    { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    onChild,
  )
  writeFileSync(stampFile, wanted)
  return true
}

/** Where Next builds. */
export const distDir = (): string => path.join(projectRoot, process.env.NEXT_DIST_DIR || '.next')

/** The built production server. */
export const ownServer = (): string => path.join(distDir(), 'own-server', 'server.mjs')

/** @returns whether there was anything to do */
export async function buildSite(onChild: OnChild): Promise<boolean> {
  const stampFile = path.join(distDir(), 'source-hash')
  const wanted = hashOf([...sourceDirs.flatMap(filesBelow), ...rootFiles()])
  if (readStamp(stampFile) === wanted && existsSync(ownServer())) return false
  await runQuietly('next/dist/bin/next', ['build'], { NODE_ENV: 'production' }, onChild)
  await runScript('pack-static', [], {}, onChild)
  await runScript('bundle-server', [], {}, onChild)
  writeFileSync(stampFile, wanted)
  return true
}
