/**
 * Project rules that are checked per file: the closed set of names inside a feature, kebab-case, the length of files, where
 * the environment may be read and colours defined, the format of the decision records, and the paths that documents name.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { colourFault } from './lib/colour-faults'
import { decisionFaults } from './lib/decision-records'
import { documentFaults } from './lib/doc-paths'
import { projectRoot } from './lib/project'
import { runMain, say } from './lib/say'

const longestFile = 250

/** Exempt files with their length. Files may only leave this list or become shorter. */
const longFiles: Record<string, number> = {}

/** The parts of a feature; each is a file or, once too long for one, a folder of that name. */
const featureParts = ['schema', 'rules', 'policy', 'queries', 'commands', 'api', 'jobs', 'routes']

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Next's folder names: (group), [parameter], [...rest]. */
const routeFolder = /^(\([a-z0-9-]+\)|\[(\.\.\.)?[a-z][a-zA-Z]*\])$/

const readsEnvironment = /\bprocess\.env\b/
const mayReadEnvironment =
  /^(scripts\/|e2e\/|testing\/|lib\/server\/env\.ts$)|\.test\.tsx?$|^([a-z.]+\.config\.(ts|js)|instrumentation\.ts)$/

/** Folders whose file names are given by a tool or by others. */
const foreignFiles = /^(prisma\/migrations|testing\/cases)\//

const sourceDirs = ['app', 'components', 'lib', 'prisma', 'e2e', 'scripts', 'testing']

/** Tracked files and untracked files that git does not ignore. */
function projectFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(projectRoot, file)))
}

function nameFault(file: string): string | undefined {
  const parts = file.split('/')
  if (!sourceDirs.includes(parts[0] ?? '') || foreignFiles.test(file)) return undefined
  const folders = parts.slice(0, -1)
  const inApp = parts[0] === 'app'
  const wrongFolder = folders.find(
    (name) => !kebab.test(name) && !(inApp && (routeFolder.test(name) || name.includes('.'))),
  )
  if (wrongFolder) return `folder "${wrongFolder}" is not kebab-case`
  const words = parts.at(-1)?.split('.') ?? []
  return words.every((word) => kebab.test(word)) ? undefined : 'the name is not kebab-case'
}

function featureFault(file: string): string | undefined {
  const [, , noun, part, ...rest] = file.split('/')
  if (!file.startsWith('lib/features/')) return undefined
  if (!noun || !part) return 'a feature is a folder named after its noun'
  if (rest.length > 0) return featureParts.includes(part) ? undefined : `"${part}" is not a part of a feature`
  if (/\.test\.tsx?$/.test(part)) return undefined
  const allowed = featureParts.some((name) => part === `${name}.ts`)
  return allowed ? undefined : `a feature has ${featureParts.join(', ')}, tests, and nothing else`
}

/** A part that is both a file and a folder leaves open where new code belongs. */
function twoFormsFault(file: string, folders: ReadonlySet<string>): string | undefined {
  const [, form] = /^(lib\/features\/[^/]+\/[^/.]+)\.ts$/.exec(file) ?? []
  return form && folders.has(form) ? `stands beside ${form}/: a part is one file or one folder` : undefined
}

function lengthFault(file: string, text: string): string | undefined {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const allowed = longFiles[file]
  if (allowed !== undefined && lines <= longestFile)
    return 'is short enough now: take it off the list of long files'
  return lines > (allowed ?? longestFile)
    ? `has ${lines} lines, ${allowed ?? longestFile} are allowed`
    : undefined
}

function environmentFault(file: string, text: string): string | undefined {
  if (mayReadEnvironment.test(file)) return undefined
  // Comments may mention it.
  const reads = text.split('\n').some((line) => readsEnvironment.test(line) && !/^\s*(\/?\*|\/\/)/.test(line))
  return reads ? 'process.env is read in lib/server/env.ts only' : undefined
}

function faultsOf(file: string, folders: ReadonlySet<string>): string[] {
  const faults = [nameFault(file), featureFault(file), twoFormsFault(file, folders)]
  if (/\.(css|ts|tsx|js|mjs)$/.test(file)) {
    const text = readFileSync(path.join(projectRoot, file), 'utf8')
    faults.push(colourFault(file, text))
    if (!file.endsWith('.css')) faults.push(lengthFault(file, text), environmentFault(file, text))
  }
  return faults.filter((fault) => fault !== undefined).map((fault) => `${file}: ${fault}`)
}

await runMain(async () => {
  const files = projectFiles()
  const folders = new Set(files.map((file) => path.posix.dirname(file)))
  const gone = Object.keys(longFiles).filter((file) => !files.includes(file))
  const faults = [
    ...files.flatMap((file) => faultsOf(file, folders)),
    ...decisionFaults(),
    ...documentFaults(),
    ...gone.map((file) => `${file}: is gone, take it off the list of long files`),
  ]
  for (const fault of faults) say(fault)
  say(`${files.length} files, ${faults.length} faults`)
  return faults.length === 0 ? 0 : 1
})
