/** Checks that files named in the documents exist: a table of what is met where must not point at nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'

/** A path of the project in backticks, without a placeholder. */
const named = /`((?:app|components|docs|e2e|lib|miniprogram|prisma|public|scripts|testing)\/[^`\s*{}<>…]+)`/g
/** A browser test by its name alone, as docs/manual-coverage.md has them. */
const specNamed = /`([\w-]+\.spec\.ts)`/g
/** A file's name with letters to be filled in: `docs/decisions/NNNN-name.md`. */
const placeholder = /NNNN/

/** @param exists whether a path of the project exists @returns the paths of a document that do not */
export function missingPaths(text: string, exists: (file: string) => boolean): string[] {
  const paths = [...text.matchAll(named)].map(([, file = '']) => file)
  return [...new Set(paths)].filter((file) => !placeholder.test(file) && !exists(file))
}

/** @param specs the names of all browser tests @returns those of a document that are none */
export function missingSpecs(text: string, specs: ReadonlySet<string>): string[] {
  const names = [...text.matchAll(specNamed)].map(([, file = '']) => file)
  return [...new Set(names)].filter((file) => !specs.has(file))
}

function allSpecs(): Set<string> {
  const files = readdirSync(path.join(projectRoot, 'e2e/specs'), { recursive: true, encoding: 'utf8' })
  return new Set(files.map((file) => path.basename(file)))
}

/** @returns a line for each path of the documents that does not exist; decisions are history and may name what is gone */
export function documentFaults(): string[] {
  const inDocs = readdirSync(path.join(projectRoot, 'docs')).filter((file) => file.endsWith('.md'))
  const documents = ['README.md', 'README.zh.md', 'CONTRIBUTING.md', ...inDocs.map((file) => `docs/${file}`)]
  const specs = allSpecs()
  return documents.flatMap((document) => {
    const text = readFileSync(path.join(projectRoot, document), 'utf8')
    const missing = [
      ...missingPaths(text, (file) => existsSync(path.join(projectRoot, file))),
      ...missingSpecs(text, specs),
    ]
    return missing.map((file) => `${document}: names ${file}, which does not exist`)
  })
}
