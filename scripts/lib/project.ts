import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository root: every script runs from here, whatever the caller's working directory is. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

export const binDir = path.join(projectRoot, 'node_modules', '.bin')
