/** Checks that files named in the documents exist: a table of what is met where must not point at nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'

/** A path of the project in backticks, without a placeholder. */
const named = /`((?:app|components|docs|e2e|lib|miniprogram|prisma|public|scripts|testing)\/[^`\s*{}<>…]+)`/g
/** A file's name with letters to be filled in: `docs/decisions/NNNN-name.md`. */
const placeholder = /NNNN/

/** @param exists whether a path of the project exists @returns the paths of a document that do not */
export function missingPaths(text: string, exists: (file: string) => boolean): string[] {
  const paths = [...text.matchAll(named)].map(([, file = '']) => file)
  return [...new Set(paths)].filter((file) => !placeholder.test(file) && !exists(file))
}

/** @returns a line for each path of the documents that does not exist; decisions are history and may name what is gone */
export function documentFaults(): string[] {
  const inDocs = readdirSync(path.join(projectRoot, 'docs')).filter((file) => file.endsWith('.md'))
  const documents = ['README.md', 'README.zh.md', 'CONTRIBUTING.md', ...inDocs.map((file) => `docs/${file}`)]
  return documents.flatMap((document) =>
    missingPaths(readFileSync(path.join(projectRoot, document), 'utf8'), (file) =>
      existsSync(path.join(projectRoot, file)),
    ).map((file) => `${document}: names ${file}, which does not exist`),
  )
}
